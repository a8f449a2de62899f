using System.Net;
using System.Threading.Channels;
using Onair.Gateway.Telemetry.Store;
using Onair.Hosting.Clients;
using Onair.Postgres;

namespace Onair.Gateway.Telemetry.Beacons;

/// <summary>
/// Stores the views of pages behind the viewers' backs: no page waits for it. A view that is lost here is stored with the first beacon of its page.
/// </summary>
internal sealed partial class ViewQueue(EventStore store, BeaconLimits limits, TelemetrySettings settings, TimeProvider time, ILogger<ViewQueue> logger) : BackgroundService
{
    private const int Most = 1_000;
    private const int Workers = 2;

    private readonly IReadOnlyList<IPNetwork> _proxies = ClientAddress.Proxies(settings.TrustedProxies);
    private readonly Channel<View> _waiting = Channel.CreateBounded<View>(new BoundedChannelOptions(Most) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Begins the session of a page that is answered now.</summary>
    public SessionId Begin(HttpContext context, Watched watched)
    {
        var session = SessionId.New(time.GetUtcNow());
        var viewer = Viewer.Of(context, _proxies, settings.FullAddresses);
        if (IsViewed(context.Request) && limits.Admits(viewer.LimitKey)) _waiting.Writer.TryWrite(new(session, watched, viewer));
        return session;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => WorkAsync(stoppingToken)));

    // A browser may load a page that nobody has opened yet (https://fetch.spec.whatwg.org/#sec-purpose-header).
    private static bool IsViewed(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && !request.Headers["Sec-Purpose"].ToString().Contains("prefetch", StringComparison.OrdinalIgnoreCase);

    private async Task WorkAsync(CancellationToken stoppingToken)
    {
        await foreach (var (session, watched, viewer) in _waiting.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                var result = await store.StoreAsync(session, watched.Subject, watched, viewer, [], stoppingToken);
                TelemetryMetrics.Accepted(0, result.New);
            }
            catch (DatabaseAwayException)
            {
                // The first beacon of the page has the view again.
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(e);
            }
        }
    }

    private sealed record View(SessionId Session, Watched Watched, Viewer Viewer);

    [LoggerMessage(1, LogLevel.Error, "Cannot store the view of a page. The first beacon of the page has it again")]
    private partial void LogFailed(Exception reason);
}
