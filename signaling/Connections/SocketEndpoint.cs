using System.Net;
using System.Net.WebSockets;
using Onair.Hosting;
using Onair.Hosting.Clients;
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
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private readonly IReadOnlyList<IPNetwork> _proxies = ClientAddress.Proxies(settings.TrustedProxies);

    public async Task AcceptAsync(HttpContext context)
    {
        var path = $"{context.GetRouteValue("ns")}/{context.GetRouteValue("name")}";
        var origin = context.Request.Headers.Origin.ToString();
        var speaks = context.WebSockets.IsWebSocketRequest && context.WebSockets.WebSocketRequestedProtocols.Contains(Protocol);
        var site = sites.Find(path);
        var refusal = SocketDoor.Refuses(site, sites.Unready(), origin, speaks);
        if (refusal is not null && (refusal.Code is null || !speaks))
        {
            Refuse(context, refusal.Status, refusal.Metric);
            return;
        }
        var address = ClientAddress.Key(ClientAddress.Of(context, _proxies));
        // Sites that do not exist share one limit, since anybody can invent names.
        using var place = draining.HasBegun ? null : limits.Admit(site is null ? "" : path, address);
        if (place is null)
        {
            Refuse(context, StatusCodes.Status503ServiceUnavailable, "limit");
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { SubProtocol = Protocol, KeepAliveInterval = Ping, KeepAliveTimeout = Ping });
        if (refusal is not null)
        {
            SignalingMetrics.Refused.Add(1, new KeyValuePair<string, object?>("reason", refusal.Metric));
            await SendAwayAsync(socket, refusal);
            return;
        }
        using var connection = new Connection(services, socket, path, origin, logger);
        await connection.RunAsync(lifetime.ApplicationStopped);
    }

    private async Task SendAwayAsync(WebSocket socket, SocketRefusal refusal)
    {
        using var patience = new CancellationTokenSource(Patience, services.Time);
        try
        {
            await socket.CloseAsync((WebSocketCloseStatus)refusal.Code!, refusal.Sentence, patience.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            // A page that does not answer keeps nothing open.
            socket.Abort();
        }
    }

    private static void Refuse(HttpContext context, int status, string reason)
    {
        SignalingMetrics.Refused.Add(1, new KeyValuePair<string, object?>("reason", reason));
        context.Response.StatusCode = status;
    }
}
