/// English short names of countries (ISO 3166-1, and Kosovo) and of organisations that often sit at the table.
package enum Countries {
  /// The name behind a lower-case code, such as South Korea for `kr`; `nil` for a code that is not listed.
  package static func name(_ alpha2lower: String) -> String? {
    let (code, bytes) = (alpha2lower.utf8, table.utf8)
    guard !code.isEmpty, !code.contains(where: { $0 <= UInt8(ascii: " ") }) else { return nil }
    // Halves the table until one line is left; both ends always stand at the start of a line.
    var (low, high) = (bytes.startIndex, bytes.endIndex)
    while low < high {
      let middle = bytes.index(low, offsetBy: bytes.distance(from: low, to: high) / 2)
      let start = bytes[low..<middle].lastIndex(of: newline).map { bytes.index(after: $0) } ?? low
      let end = bytes[middle..<high].firstIndex(of: newline) ?? high
      let gap = bytes[start..<end].firstIndex(of: UInt8(ascii: " ")) ?? end
      let found = bytes[start..<gap]
      if found.elementsEqual(code) { return String(table[bytes.index(after: gap)..<end]) }
      if found.lexicographicallyPrecedes(code) {
        low = end < high ? bytes.index(after: end) : high
      } else {
        high = start
      }
    }
    return nil
  }

  private static let newline = UInt8(ascii: "\n")

  /// A code, a space and a name a line, sorted by the bytes of the code.
  static let table = """
    ad Andorra
    ae United Arab Emirates
    af Afghanistan
    ag Antigua and Barbuda
    ai Anguilla
    al Albania
    am Armenia
    ao Angola
    aq Antarctica
    ar Argentina
    as American Samoa
    asean Association of Southeast Asian Nations
    at Austria
    au Australia
    aw Aruba
    ax Åland Islands
    az Azerbaijan
    ba Bosnia and Herzegovina
    bb Barbados
    bd Bangladesh
    be Belgium
    bf Burkina Faso
    bg Bulgaria
    bh Bahrain
    bi Burundi
    bj Benin
    bl Saint Barthélemy
    bm Bermuda
    bn Brunei
    bo Bolivia
    bq Caribbean Netherlands
    br Brazil
    bs Bahamas
    bt Bhutan
    bv Bouvet Island
    bw Botswana
    by Belarus
    bz Belize
    ca Canada
    cc Cocos (Keeling) Islands
    cd Democratic Republic of the Congo
    cf Central African Republic
    cg Republic of the Congo
    ch Switzerland
    ci Côte d’Ivoire
    ck Cook Islands
    cl Chile
    cm Cameroon
    cn China
    co Colombia
    cr Costa Rica
    cu Cuba
    cv Cape Verde
    cw Curaçao
    cx Christmas Island
    cy Cyprus
    cz Czechia
    de Germany
    dj Djibouti
    dk Denmark
    dm Dominica
    do Dominican Republic
    dz Algeria
    ec Ecuador
    ee Estonia
    eg Egypt
    eh Western Sahara
    er Eritrea
    es Spain
    et Ethiopia
    eu European Union
    fi Finland
    fj Fiji
    fk Falkland Islands
    fm Micronesia
    fo Faroe Islands
    fr France
    ga Gabon
    gb United Kingdom
    gd Grenada
    ge Georgia
    gf French Guiana
    gg Guernsey
    gh Ghana
    gi Gibraltar
    gl Greenland
    gm Gambia
    gn Guinea
    gp Guadeloupe
    gq Equatorial Guinea
    gr Greece
    gs South Georgia and the South Sandwich Islands
    gt Guatemala
    gu Guam
    gw Guinea-Bissau
    gy Guyana
    hk Hong Kong
    hm Heard Island and McDonald Islands
    hn Honduras
    hr Croatia
    ht Haiti
    hu Hungary
    iaea International Atomic Energy Agency
    icrc International Committee of the Red Cross
    id Indonesia
    ie Ireland
    il Israel
    im Isle of Man
    in India
    io British Indian Ocean Territory
    iq Iraq
    ir Iran
    is Iceland
    it Italy
    je Jersey
    jm Jamaica
    jo Jordan
    jp Japan
    ke Kenya
    kg Kyrgyzstan
    kh Cambodia
    ki Kiribati
    km Comoros
    kn Saint Kitts and Nevis
    kp North Korea
    kr South Korea
    kw Kuwait
    ky Cayman Islands
    kz Kazakhstan
    la Laos
    lb Lebanon
    lc Saint Lucia
    li Liechtenstein
    lk Sri Lanka
    lr Liberia
    ls Lesotho
    lt Lithuania
    lu Luxembourg
    lv Latvia
    ly Libya
    ma Morocco
    mc Monaco
    md Moldova
    me Montenegro
    mf Saint Martin
    mg Madagascar
    mh Marshall Islands
    mk North Macedonia
    ml Mali
    mm Myanmar
    mn Mongolia
    mo Macao
    mp Northern Mariana Islands
    mq Martinique
    mr Mauritania
    ms Montserrat
    mt Malta
    mu Mauritius
    mv Maldives
    mw Malawi
    mx Mexico
    my Malaysia
    mz Mozambique
    na Namibia
    nato North Atlantic Treaty Organization
    nc New Caledonia
    ne Niger
    nf Norfolk Island
    ng Nigeria
    ni Nicaragua
    nl Netherlands
    no Norway
    np Nepal
    nr Nauru
    nu Niue
    nz New Zealand
    om Oman
    osce Organization for Security and Co-operation in Europe
    pa Panama
    pe Peru
    pf French Polynesia
    pg Papua New Guinea
    ph Philippines
    pk Pakistan
    pl Poland
    pm Saint Pierre and Miquelon
    pn Pitcairn Islands
    pr Puerto Rico
    ps Palestine
    pt Portugal
    pw Palau
    py Paraguay
    qa Qatar
    re Réunion
    ro Romania
    rs Serbia
    ru Russia
    rw Rwanda
    sa Saudi Arabia
    sb Solomon Islands
    sc Seychelles
    sd Sudan
    se Sweden
    sg Singapore
    sh Saint Helena, Ascension and Tristan da Cunha
    si Slovenia
    sj Svalbard and Jan Mayen
    sk Slovakia
    sl Sierra Leone
    sm San Marino
    sn Senegal
    so Somalia
    sr Suriname
    ss South Sudan
    st São Tomé and Príncipe
    sv El Salvador
    sx Sint Maarten
    sy Syria
    sz Eswatini
    tc Turks and Caicos Islands
    td Chad
    tf French Southern Territories
    tg Togo
    th Thailand
    tj Tajikistan
    tk Tokelau
    tl Timor-Leste
    tm Turkmenistan
    tn Tunisia
    to Tonga
    tr Turkey
    tt Trinidad and Tobago
    tv Tuvalu
    tw Taiwan
    tz Tanzania
    ua Ukraine
    ug Uganda
    um US Minor Outlying Islands
    un United Nations
    us United States
    uy Uruguay
    uz Uzbekistan
    va Holy See
    vc Saint Vincent and the Grenadines
    ve Venezuela
    vg British Virgin Islands
    vi US Virgin Islands
    vn Vietnam
    vu Vanuatu
    wf Wallis and Futuna
    ws Samoa
    xk Kosovo
    ye Yemen
    yt Mayotte
    za South Africa
    zm Zambia
    zw Zimbabwe
    """
}
