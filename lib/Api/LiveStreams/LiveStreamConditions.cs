namespace Onair.Api.LiveStreams;

/// <summary>The condition types that only a LiveStream has.</summary>
public static class LiveStreamConditions
{
    /// <summary>The channel receives video.</summary>
    public const string Receiving = "Receiving";

    /// <summary>Viewers can play from the CloudFront distribution.</summary>
    public const string Distributed = "Distributed";

    /// <summary>An edit takes effect at the next stop.</summary>
    public const string ChangesPending = "ChangesPending";
}
