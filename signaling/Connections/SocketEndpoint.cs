using System.Net;
using Onair.Hosting;
using Onair.Signaling.Limits;
using Onair.Signaling.Sites;

namespace Onair.Signaling.Connections;

/// <summary>Lets pages open their socket.</summary>
internal sealed class SocketEndpoint(
    ConnectionServices services, ISites sites, SocketLimits limits, SignalingSettings settings, Draining draining, IHostApplicationLifetime lifetime, ILogger<Connection> logger)
{
    public const string Route = "/v1/sites/{ns}/{name}/socket";
    public const string Protocol = "onair.signaling.v1";

    // Together, a page that is gone is noticed within 20 s.
    private static readonly TimeSpan Ping = TimeSpan.FromSeconds(10);
    private readonly IReadOnlyList<IPNetwork> _proxies = ClientAddress.Proxies(settings);

    public async Task AcceptAsync(HttpContext context)
    {
        var path = $"{context.GetRouteValue("ns")}/{context.GetRouteValue("name")}";
        var origin = context.Request.Headers.Origin.ToString();
        if (sites.Find(path) is not { } site)
        {
            Refuse(context, StatusCodes.Status404NotFound, "site");
            return;
        }
        if (!site.Spec.AllowedOrigins.Contains(origin))
        {
            Refuse(context, StatusCodes.Status403Forbidden, "origin");
            return;
        }
        if (!context.WebSockets.IsWebSocketRequest || !context.WebSockets.WebSocketRequestedProtocols.Contains(Protocol))
        {
            Refuse(context, StatusCodes.Status400BadRequest, "protocol");
            return;
        }
        var address = ClientAddress.Of(context, _proxies);
        using var place = draining.HasBegun ? null : limits.Admit(path, address);
        if (place is null)
        {
            Refuse(context, StatusCodes.Status503ServiceUnavailable, "limit");
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { SubProtocol = Protocol, KeepAliveInterval = Ping, KeepAliveTimeout = Ping });
        using var connection = new Connection(services, socket, path, origin, logger);
        await connection.RunAsync(lifetime.ApplicationStopped);
    }

    private static void Refuse(HttpContext context, int status, string reason)
    {
        SignalingMetrics.Refused.Add(1, new KeyValuePair<string, object?>("reason", reason));
        context.Response.StatusCode = status;
    }
}
