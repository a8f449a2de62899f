using System.Diagnostics.Metrics;
using Onair.Operator.Metrics;

namespace Onair.Operator.HlsBroadcasts;

/// <summary>Counts credentials that were issued and revoked.</summary>
internal static class HlsBroadcastMetrics
{
    private static readonly Counter<long> IssuedCredentials = OnairMeter.Instance.CreateCounter<long>(
        "onair_hlsbroadcast_credentials_issued_total", description: "Credentials that were issued for encoders of HlsBroadcasts.");

    private static readonly Counter<long> Revocations = OnairMeter.Instance.CreateCounter<long>(
        "onair_hlsbroadcast_revocations_total", description: "Writes of bucket policies that revoke the credentials of a stopped HlsBroadcast.");

    public static void Issued() => IssuedCredentials.Add(1);

    public static void Revoked() => Revocations.Add(1);
}
