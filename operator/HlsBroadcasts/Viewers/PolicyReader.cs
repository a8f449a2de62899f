namespace Onair.Operator.HlsBroadcasts.Viewers;

/// <summary>Who reads an object of a bucket for a viewer.</summary>
/// <param name="Service">The service that a policy names; null for none.</param>
/// <param name="Identity">The origin access identity that a policy names; null for none.</param>
/// <param name="SourceArn">The distribution; null for a viewer who asks S3.</param>
internal sealed record PolicyReader(string? Service, string? Identity, string? SourceArn)
{
    /// <summary>Anybody, without a signature.</summary>
    public static PolicyReader Everybody { get; } = new(null, null, null);

    /// <summary>A distribution that signs its requests (origin access control).</summary>
    public static PolicyReader Distribution(string arn) => new("cloudfront.amazonaws.com", null, arn);

    /// <summary>A distribution with an origin access identity, the older way.</summary>
    public static PolicyReader OriginAccessIdentity(string id, string arn) => new(null, id, arn);

    /// <summary>The account of the distribution.</summary>
    public string? SourceAccount => SourceArn?.Split(':').ElementAtOrDefault(4);
}
