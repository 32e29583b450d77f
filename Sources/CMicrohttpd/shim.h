#include <microhttpd.h>

// Whose clients' limits a daemon keeps.
struct web_limits {
  unsigned int connections;
  // Of a connection, and of all connections from one address; 0 for no such limit.
  unsigned int per_address;
  // Without a byte either way.
  unsigned int idle_seconds;
  // The request line and all headers have to fit into less.
  size_t memory;
};

// Starts a daemon with one thread for all connections, which may be suspended; its variadic function is not for Swift.
static inline struct MHD_Daemon *web_start_daemon(
    int listener, struct web_limits limits, MHD_AccessHandlerCallback handle, MHD_RequestCompletedCallback end,
    MHD_NotifyConnectionCallback notice, size_t (*unescape)(void *, struct MHD_Connection *, char *), void *context)
{
  return MHD_start_daemon(
      MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, handle, context,
      MHD_OPTION_LISTEN_SOCKET, listener,
      MHD_OPTION_CONNECTION_LIMIT, limits.connections,
      MHD_OPTION_PER_IP_CONNECTION_LIMIT, limits.per_address,
      MHD_OPTION_CONNECTION_TIMEOUT, limits.idle_seconds,
      MHD_OPTION_CONNECTION_MEMORY_LIMIT, limits.memory,
      MHD_OPTION_STRICT_FOR_CLIENT, 1,
      MHD_OPTION_NOTIFY_COMPLETED, end, context,
      MHD_OPTION_NOTIFY_CONNECTION, notice, context,
      MHD_OPTION_UNESCAPE_CALLBACK, unescape, context,
      MHD_OPTION_END);
}

static inline int web_socket(struct MHD_Connection *connection)
{
  const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
  return info ? info->connect_fd : -1;
}

static inline int web_is_closing(enum MHD_ConnectionNotificationCode code)
{
  return code == MHD_CONNECTION_NOTIFY_CLOSED;
}
