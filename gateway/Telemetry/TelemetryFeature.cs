using Onair.Gateway.Telemetry.Beacons;

namespace Onair.Gateway.Telemetry;

/// <summary>Telemetry as the player uses it.</summary>
internal sealed class TelemetryFeature(TelemetrySettings settings, ViewQueue views, BeaconEndpoint beacons)
{
    /// <summary>Begins the session of a page that is answered now, and stores the view. It does not wait.</summary>
    /// <param name="context">The request for the page.</param>
    /// <param name="watched">What the page shows.</param>
    /// <param name="beaconUrl">Where the page reports, with the token of its link.</param>
    public PageTelemetry Begin(HttpContext context, Watched watched, string beaconUrl) => new(beaconUrl, views.Begin(context, watched).Text, settings.Cmcd);

    /// <inheritdoc cref="BeaconEndpoint.AnswerAsync"/>
    public Task AnswerAsync(HttpContext context, string subject, Func<CancellationToken, Task<Watched?>> find) => beacons.AnswerAsync(context, subject, find);
}

/// <summary>What a page needs to report.</summary>
/// <param name="Url">Where it sends beacons.</param>
/// <param name="Session">Its session.</param>
/// <param name="Cmcd">Whether requests for media say the session, as CMCD.</param>
internal sealed record PageTelemetry(string Url, string Session, bool Cmcd);
