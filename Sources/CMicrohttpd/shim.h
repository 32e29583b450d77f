#include <microhttpd.h>

// Whose clients' limits a daemon keeps.
struct web_limits {
  unsigned int connections;
  // Without a byte either way.
  unsigned int idle_seconds;
  // The request line and all headers have to fit into less.
  size_t memory;
};

// Starts a daemon with one thread for all connections, which may be suspended; its variadic function is not for Swift.
static inline struct MHD_Daemon *web_start_daemon(
    int listener, struct web_limits limits, MHD_AccessHandlerCallback handle, MHD_RequestCompletedCallback end,
    MHD_NotifyConnectionCallback notice, size_t (*unescape)(void *, struct MHD_Connection *, char *),
    void *(*look)(void *, const char *, struct MHD_Connection *), void *context)
{
  return MHD_start_daemon(
      MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, handle, context,
      MHD_OPTION_LISTEN_SOCKET, listener,
      MHD_OPTION_CONNECTION_LIMIT, limits.connections,
      MHD_OPTION_CONNECTION_TIMEOUT, limits.idle_seconds,
      MHD_OPTION_CONNECTION_MEMORY_LIMIT, limits.memory,
      MHD_OPTION_STRICT_FOR_CLIENT, 1,
      MHD_OPTION_NOTIFY_COMPLETED, end, context,
      MHD_OPTION_NOTIFY_CONNECTION, notice, context,
      MHD_OPTION_UNESCAPE_CALLBACK, unescape, context,
      MHD_OPTION_URI_LOG_CALLBACK, look, context,
      MHD_OPTION_END);
}

static inline int web_socket(struct MHD_Connection *connection)
{
  const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
  return info ? info->connect_fd : -1;
}

// Null where it is not known.
static inline const struct sockaddr *web_client_address(struct MHD_Connection *connection)
{
  const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
  return info ? info->client_addr : NULL;
}

static inline int web_has_failed(enum MHD_RequestTerminationCode code)
{
  return code == MHD_REQUEST_TERMINATED_WITH_ERROR;
}

static inline int web_is_closing(enum MHD_ConnectionNotificationCode code)
{
  return code == MHD_CONNECTION_NOTIFY_CLOSED;
}
