namespace Onair.Api.HlsBroadcasts;

/// <summary>The condition types of an HlsBroadcast besides those that all resources share.</summary>
public static class HlsBroadcastConditions
{
    /// <summary>The encoder keeps the playlist up to date.</summary>
    public const string Receiving = "Receiving";
}
