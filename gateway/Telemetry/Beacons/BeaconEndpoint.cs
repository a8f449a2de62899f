using System.Net;
using Onair.Gateway.Problems;
using Onair.Gateway.Requests;
using Onair.Gateway.Telemetry.Store;
using Onair.Hosting.Clients;
using Onair.Postgres;

namespace Onair.Gateway.Telemetry.Beacons;

/// <summary>
/// Takes the beacons of pages. 202 says that PostgreSQL has committed the events. The page sends JSON from its own origin, so there is no preflight,
/// and no other site can send any.
/// </summary>
internal sealed class BeaconEndpoint(EventStore store, BeaconLimits limits, TelemetrySettings settings, TimeProvider time)
{
    private const int LargestBody = 64 * 1024;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly IReadOnlyList<IPNetwork> _proxies = ClientAddress.Proxies(settings.TrustedProxies);

    /// <summary>Answers a beacon. The caller has checked that the request may see the page.</summary>
    /// <param name="context">The request.</param>
    /// <param name="subject">What the page's link is for.</param>
    /// <param name="find">What the page shows; null when it is gone.</param>
    public async Task AnswerAsync(HttpContext context, string subject, Func<CancellationToken, Task<Watched?>> find)
    {
        try
        {
            context.Response.StatusCode = await TakeAsync(context, subject, find);
            context.Response.Headers.CacheControl = "no-store";
        }
        catch (ProblemException problem)
        {
            await ProblemWriter.WriteAsync(context, problem);
        }
        catch (DatabaseAwayException)
        {
            await ProblemWriter.WriteAsync(context, Away("Telemetry is off: PostgreSQL does not answer. Send the beacon again."));
        }
        TelemetryMetrics.Answered(context.Response.StatusCode);
    }

    private async Task<int> TakeAsync(HttpContext context, string subject, Func<CancellationToken, Task<Watched?>> find)
    {
        var viewer = Viewer.Of(context, _proxies, settings.FullAddresses);
        limits.TakeAddress(viewer.LimitKey);
        var utf8 = await BodyReader.ReadAsync(context, LargestBody, isOptional: false, time, context.RequestAborted);
        var received = time.GetUtcNow();
        var body = StrictJson.Read(utf8, BeaconJson.Default.BeaconBody);
        if (BeaconRules.Errors(body) is { Count: > 0 } errors) throw ProblemException.Invalid(errors);
        var session = SessionId.Parse(body.Session)!;
        limits.TakeEvents(session, viewer.LimitKey, body.Events.Count);
        var events = BeaconMapping.Of(body, received);
        var result = await store.StoreAsync(session, subject, await find(context.RequestAborted), viewer, events, context.RequestAborted);
        if (result.Outcome == StoreOutcome.Stored) TelemetryMetrics.Accepted(events.Count, result.New);
        return result.Outcome switch
        {
            StoreOutcome.Stored => StatusCodes.Status202Accepted,
            StoreOutcome.OtherSubject => throw ProblemException.Forbidden("The session is that of another page."),
            StoreOutcome.Unknown => throw ProblemException.NotFound("video", subject),
            StoreOutcome.Expired => throw new ProblemException(StatusCodes.Status410Gone, $"The session is older than {settings.RetentionDays} days. Load the page again."),
            _ => throw Away("Too many beacons wait for PostgreSQL. Send the beacon again."),
        };
    }

    private static ProblemException Away(string detail) => new(StatusCodes.Status503ServiceUnavailable, detail) { RetryAfter = Pause };
}
