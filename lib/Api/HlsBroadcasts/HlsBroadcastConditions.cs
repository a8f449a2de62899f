namespace Onair.Api.HlsBroadcasts;

/// <summary>The condition types of an HlsBroadcast besides those that all resources share.</summary>
public static class HlsBroadcastConditions
{
    /// <summary>The encoder keeps the playlist up to date.</summary>
    public const string Receiving = "Receiving";

    /// <summary>Viewers can play from the URL: the distribution or the bucket lets them read the folder.</summary>
    public const string Distributed = "Distributed";
}
