package import Postgres
internal import Schema

/// What there is in the schemas of the log and of the tables, and who has which right to it, against what this program
/// makes: a trigger, a view or a right that somebody else put there decides what others run or see.
package struct Inventory {
  /// A line for each object and right in which the database differs from the program.
  package let strange: [String]
  package let missing: [String]
  /// The number of objects and rights that were compared.
  package let count: Int

  /// Takes stock of the log's schema whole, and of the tables for what is never among them.
  package init(_ connection: Connection) throws {
    let isShared = try Self.isShared(connection)
    let found = Set(try Self.lines(connection, isShared: isShared))
    // Without roles, the one owner has all rights and nobody else any.
    let expected = Set(
      Schema.inventory.split(separator: "\n").map(String.init).filter { isShared || !$0.hasPrefix("right ") })
    count = found.count
    strange = found.subtracting(expected).sorted()
    missing = expected.subtracting(found).sorted()
  }

  package var isSound: Bool { strange.isEmpty && missing.isEmpty }

  /// A sentence for each difference.
  package var remarks: [String] {
    strange.map { "not parley's own: \($0)" } + missing.map { "missing or altered: \($0)" }
  }

  /// The lines of a database, in the order of the list that the program is built with.
  package static func lines(_ connection: Connection, isShared: Bool) throws -> [String] {
    let parts = [objects, strangers] + (isShared ? [rights, openness, disclosures] : [])
    return try parts.flatMap { try connection.query($0).map { try $0.get(0, as: String.self) } }.sorted()
  }

  private static func isShared(_ connection: Connection) throws -> Bool {
    try !connection.query(
      "SELECT FROM pg_namespace WHERE nspname = 'log' AND pg_get_userbyid(nspowner) = 'parley_owner'"
    ).isEmpty
  }

  /// What the log consists of: tables, columns, constraints, indexes, functions, triggers, rules, policies and types.
  private static let objects: SQL = """
    WITH relation AS (SELECT * FROM pg_class WHERE relnamespace = 'log'::regnamespace)
    SELECT 'object relation ' || relname || ': ' || CASE WHEN relkind IN ('i', 'I') THEN pg_get_indexdef(oid) ELSE concat_ws(
      ' ', relkind, relpersistence, CASE WHEN relrowsecurity THEN 'row security' END, array_to_string(reloptions, ','),
      pg_get_partkeydef(oid), pg_get_expr(relpartbound, oid), CASE WHEN relkind IN ('v', 'm') THEN pg_get_viewdef(oid) END)
      END
    FROM relation WHERE relkind <> 'c'
    UNION ALL
    SELECT 'object column ' || c.relname || '.' || a.attname || ': ' || concat_ws(
      ' ', a.attnum, format_type(a.atttypid, a.atttypmod), nullif(l.collname, 'default'),
      CASE WHEN a.attnotnull THEN 'NOT NULL' END, 'DEFAULT ' || pg_get_expr(d.adbin, d.adrelid),
      CASE WHEN a.attstattarget = 0 THEN 'STATISTICS 0' END)
    FROM relation c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_collation l ON l.oid = a.attcollation
    LEFT JOIN pg_attrdef d ON (d.adrelid, d.adnum) = (a.attrelid, a.attnum)
    WHERE c.relkind NOT IN ('i', 'I')
    UNION ALL
    SELECT 'object constraint ' || concat_ws('.', c.relname, k.conname) || ': ' || pg_get_constraintdef(k.oid)
    FROM pg_constraint k LEFT JOIN relation c ON c.oid = k.conrelid
    WHERE k.connamespace = 'log'::regnamespace AND k.contype <> 'n'
    UNION ALL
    SELECT 'object function ' || p.proname || '(' || pg_get_function_arguments(p.oid) || '): ' || concat_ws(
      ' ', l.lanname, p.prokind, p.provolatile, CASE WHEN p.prosecdef THEN 'security definer' END,
      array_to_string(p.proconfig, ' '), pg_get_function_result(p.oid),
      encode(sha256(convert_to(coalesce(pg_get_function_sqlbody(p.oid), p.prosrc), 'UTF8')), 'hex'))
    FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang WHERE p.pronamespace = 'log'::regnamespace
    UNION ALL
    SELECT 'object trigger ' || c.relname || '.' || t.tgname || ': ' || concat_ws(' ', t.tgenabled, pg_get_triggerdef(t.oid))
    FROM pg_trigger t JOIN relation c ON c.oid = t.tgrelid
    UNION ALL
    SELECT 'object rule ' || c.relname || '.' || r.rulename || ': ' || pg_get_ruledef(r.oid)
    FROM pg_rewrite r JOIN relation c ON c.oid = r.ev_class
    UNION ALL
    SELECT 'object policy ' || c.relname || '.' || p.polname || ': ' || concat_ws(
      ' ', p.polcmd, p.polroles::regrole[]::text, pg_get_expr(p.polqual, p.polrelid),
      pg_get_expr(p.polwithcheck, p.polrelid))
    FROM pg_policy p JOIN relation c ON c.oid = p.polrelid
    UNION ALL
    SELECT 'object type ' || t.typname || ': ' || concat_ws(
      ' ', t.typtype, (SELECT string_agg(enumlabel, ',' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid))
    FROM pg_type t LEFT JOIN relation c ON c.oid = t.typrelid
    WHERE t.typnamespace = 'log'::regnamespace AND t.typelem = 0 AND (t.typrelid = 0 OR c.relkind = 'c')
    """

  /// What the program never makes among the tables, or leaves to another owner.
  private static let strangers: SQL = """
    WITH home AS (SELECT oid, nspname, nspowner FROM pg_namespace WHERE nspname IN ('read', 'read_next', 'read_before')),
    relation AS (SELECT c.*, nspname FROM pg_class c JOIN home ON home.oid = c.relnamespace)
    SELECT 'object relation ' || nspname || '.' || relname FROM relation WHERE relkind NOT IN ('r', 'i')
    UNION ALL
    SELECT 'object default ' || nspname || '.' || relname || '.' || attname || ': ' || pg_get_expr(adbin, adrelid)
    FROM pg_attrdef d JOIN relation c ON c.oid = d.adrelid
    JOIN pg_attribute a ON (a.attrelid, a.attnum) = (d.adrelid, d.adnum)
    UNION ALL
    SELECT 'object constraint ' || nspname || '.' || conname || ': ' || pg_get_constraintdef(k.oid)
    FROM pg_constraint k JOIN home ON home.oid = k.connamespace WHERE contype NOT IN ('n', 'p')
    UNION ALL
    SELECT 'object index ' || nspname || '.' || c.relname || ': ' || pg_get_indexdef(c.oid)
    FROM relation c JOIN pg_index i ON i.indexrelid = c.oid WHERE NOT i.indisprimary
    UNION ALL
    SELECT 'object function ' || nspname || '.' || proname FROM pg_proc p JOIN home ON home.oid = p.pronamespace
    UNION ALL
    SELECT 'object operator ' || nspname || '.' || oprname FROM pg_operator o JOIN home ON home.oid = o.oprnamespace
    UNION ALL
    SELECT 'object trigger ' || nspname || '.' || relname || '.' || tgname
    FROM pg_trigger t JOIN relation c ON c.oid = t.tgrelid
    UNION ALL
    SELECT 'object rule ' || nspname || '.' || relname || '.' || rulename
    FROM pg_rewrite r JOIN relation c ON c.oid = r.ev_class
    UNION ALL
    SELECT 'object policy ' || nspname || '.' || relname || '.' || polname
    FROM pg_policy p JOIN relation c ON c.oid = p.polrelid
    UNION ALL
    SELECT 'object type ' || nspname || '.' || typname FROM pg_type t JOIN home ON home.oid = t.typnamespace
    WHERE typelem = 0 AND (typrelid = 0 OR typrelid NOT IN (SELECT oid FROM relation WHERE relkind = 'r'))
    UNION ALL
    SELECT 'object owner ' || coalesce(nspname || '.', '') || name || ': ' || pg_get_userbyid(owner)
    FROM (SELECT NULL AS nspname, nspname AS name, nspowner AS owner FROM home
          UNION ALL SELECT nspname, relname, relowner FROM relation
          UNION ALL SELECT 'log', relname, relowner FROM pg_class WHERE relnamespace = 'log'::regnamespace
          UNION ALL SELECT 'log', proname, proowner FROM pg_proc WHERE pronamespace = 'log'::regnamespace
          UNION ALL SELECT 'log', typname, typowner FROM pg_type WHERE typnamespace = 'log'::regnamespace) owned
    WHERE owner <> (SELECT nspowner FROM pg_namespace WHERE nspname = 'log')
    """

  /// Who but the owner has which right to the log and to the tables, and who of parley's roles is a member of which.
  private static let rights: SQL = """
    WITH granted (thing, acl, owner) AS (
      SELECT 'schema ' || nspname, nspacl, nspowner FROM pg_namespace
      WHERE nspname IN ('log', 'read', 'read_next', 'read_before')
      UNION ALL
      SELECT 'table ' || relname, relacl, relowner FROM pg_class WHERE relnamespace = 'log'::regnamespace
      UNION ALL
      SELECT DISTINCT 'tables of ' || nspname, relacl, relowner FROM pg_class c
      JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname IN ('read', 'read_next', 'read_before')
      UNION ALL
      SELECT 'column ' || c.relname || '.' || attname, attacl, relowner
      FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid JOIN pg_namespace n ON n.oid = relnamespace
      WHERE nspname IN ('log', 'read', 'read_next', 'read_before')
      UNION ALL
      SELECT 'function ' || p.oid::regprocedure, coalesce(proacl, acldefault('f', proowner)), proowner FROM pg_proc p
      WHERE pronamespace = 'log'::regnamespace
    ), held AS (
      SELECT thing, coalesce(nullif(grantee, 0)::regrole::text, 'everybody') AS grantee,
             lower(privilege_type) || CASE WHEN is_grantable THEN ' and may grant it' ELSE '' END AS privilege
      FROM granted, aclexplode(acl) WHERE grantee <> owner)
    SELECT 'right ' || thing || ': ' || grantee || ' ' || privilege FROM held
    WHERE (thing NOT LIKE 'tables of %' OR (grantee, privilege) NOT IN (
        VALUES ('parley_projector', 'select'), ('parley_projector', 'insert'), ('parley_projector', 'update'),
          ('parley_projector', 'delete'), ('parley_tlp_red', 'select')))
      AND (thing NOT LIKE 'schema read%' OR (grantee, privilege) <> ('parley_reader', 'usage'))
      AND (privilege <> 'select' OR thing NOT IN ('table event', 'table head', 'column setting.channel') AND thing NOT LIKE 'tables of %'
      OR grantee NOT IN (SELECT role FROM log.clearance))
    UNION ALL
    SELECT 'right role ' || r.rolname || ': member of ' || g.rolname
    FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member JOIN pg_roles g ON g.oid = m.roleid
    WHERE r.rolname ~ '^parley_(owner|reader|auditor|projector|writer|tlp_)'
    UNION ALL
    SELECT 'right role ' || rolname || ': ' || what
    FROM pg_roles, LATERAL (VALUES ('may log in', rolcanlogin), ('superuser', rolsuper), ('may make roles', rolcreaterole),
      ('may make databases', rolcreatedb), ('passes row security by', rolbypassrls), ('replicates', rolreplication)) may (what, holds)
    WHERE holds AND rolname ~ '^parley_(owner|reader|auditor|projector|writer|tlp_)'
    """

  /// Where a role with a ceiling has a right to what holds events above it, or lacks it where nothing is above.
  private static let openness: SQL = """
    SELECT 'right ' || relation || ': ' || role || CASE WHEN is_limited THEN ' select' ELSE ' no select' END
    FROM log.clearance, LATERAL (
      SELECT c.oid, n.nspname || '.' || relname AS relation FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
      WHERE relkind = 'r' AND (nspname = 'log' AND relname IN ('event', 'head')
                               OR nspname IN ('read', 'read_next', 'read_before'))) whole
    WHERE has_table_privilege(role, oid, 'SELECT') = is_limited
    """

  /// What of the server tells everybody of the work of others: functions, and columns of its tables.
  private static let disclosures: SQL = """
    SELECT 'right function ' || f || ': everybody execute' FROM log.tells_of_others() f
    WHERE has_function_privilege('public', f, 'EXECUTE')
    UNION ALL
    SELECT 'right column ' || relation::regclass || '.' || attname || ': everybody select'
    FROM log.columns_telling_of_others() JOIN pg_attribute ON attrelid = relation AND attname = ANY (hidden)
    WHERE has_column_privilege('public', attrelid, attnum, 'SELECT')
    UNION ALL
    SELECT 'right view ' || name || ': everybody select'
    FROM unnest(ARRAY['pg_stats', 'pg_stats_ext', 'pg_stats_ext_exprs']) name
    WHERE has_table_privilege('public', name, 'SELECT')
    """
}
