using System.Net;
using Onair.Hosting.Clients;
using Onair.Postgres;
using Onair.Primitives;
using Onair.Signaling.Messages;
using Onair.Signaling.Sites;
using Onair.Signaling.State;

namespace Onair.Signaling.Accounting;

/// <summary>
/// Takes reports of pages that leave. Its type is <c>text/plain</c>, so that <c>navigator.sendBeacon</c> needs no preflight
/// (https://fetch.spec.whatwg.org/#cors-safelisted-request-header).
/// </summary>
internal sealed class BeaconEndpoint(Database database, BeaconBuffer beacons, ISites sites, SignalingSettings settings, TimeProvider time)
{
    public const string Route = "/v1/sites/{ns}/{name}/beacons";

    private const int LargestBody = 16 * 1024;
    private readonly TokenBucket _all = new(200, 500, time);

    // One address must not use up what all have.
    private readonly BucketTable<(string Site, string Address)> _ofAddress = new(10, 200, settings.MostSockets, time);
    private readonly IReadOnlyList<IPNetwork> _proxies = ClientAddress.Proxies(settings.TrustedProxies);

    public async Task TakeAsync(HttpContext context)
    {
        var path = $"{context.GetRouteValue("ns")}/{context.GetRouteValue("name")}";
        var origin = context.Request.Headers.Origin.ToString();
        if (sites.Find(path) is { } known && known.Spec.AllowedOrigins.Contains(origin))
        {
            // sendBeacon sends with credentials (https://w3c.github.io/beacon/#sendbeacon-method).
            context.Response.Headers.AccessControlAllowOrigin = origin;
            context.Response.Headers.AccessControlAllowCredentials = "true";
            context.Response.Headers.Vary = "Origin";
        }
        context.Response.StatusCode =
            sites.Find(path) is not { } site ? StatusCodes.Status404NotFound
            : !site.Spec.AllowedOrigins.Contains(origin) ? StatusCodes.Status403Forbidden
            : _ofAddress.Take((path, ClientAddress.Key(ClientAddress.Of(context, _proxies)))) is not null || _all.Take() is not null ? StatusCodes.Status429TooManyRequests
            : await ReadAsync(context) is not { } request ? StatusCodes.Status400BadRequest
            : await TakeAsync(path, request, context.RequestAborted);
    }

    private async Task<int> TakeAsync(string path, BeaconRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var participant = await database.DoAsync(session => Participants.OfKeyAsync(session, path, new(request.Participant, request.Key)), cancellationToken);
            if (participant is null) return StatusCodes.Status401Unauthorized;
            var all = true;
            foreach (var beacon in request.Beacons ?? []) all &= beacons.Add(participant.Id, beacon, database.Now);
            if (request.Bye == true) await database.DoAsync(session => Participants.EndAsync(session, participant.Id, EndReason.Stopped, EndReason.Left), cancellationToken);
            return all ? StatusCodes.Status204NoContent : StatusCodes.Status503ServiceUnavailable;
        }
        catch (DatabaseAwayException)
        {
            // The page keeps them and sends them again.
            return StatusCodes.Status503ServiceUnavailable;
        }
    }

    private static async Task<BeaconRequest?> ReadAsync(HttpContext context)
    {
        if (context.Request.ContentLength is > LargestBody) return null;
        using var body = new MemoryStream();
        var buffer = new byte[4096];
        int read;
        while ((read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0)
        {
            if (body.Length + read > LargestBody) return null;
            await body.WriteAsync(buffer.AsMemory(0, read), context.RequestAborted);
        }
        return MessageReader.ReadBeacons(body.ToArray());
    }
}
