namespace Onair.Tests.Integration.EveryKind;

/// <summary>Which calls touch what they name.</summary>
internal static class Touch
{
    // A look at a resource shows whose it is. Nothing else may name what has not been looked at. No secret is in these answers, or goes any further.
    private static readonly HashSet<string> Looks =
    [
        "medialive:DescribeChannel", "medialive:DescribeInput", "medialive:DescribeInputSecurityGroup", "medialive:ListChannels", "medialive:ListInputs",
        "medialive:ListInputSecurityGroups", "medialive:ListAlerts", "mediapackage:DescribeChannel", "mediapackage:DescribeOriginEndpoint",
        "mediapackage:ListChannels", "mediapackage:ListOriginEndpoints", "cloudfront:GetDistribution", "cloudfront:GetDistributionConfig",
        "ivs:GetChannel", "ivs:GetRecordingConfiguration", "ivs:GetStream", "ivs:ListChannels", "ivs:ListStreams", "ivs:ListStreamKeys",
        "ivs:ListRecordingConfigurations", "ivs:ListTagsForResource", "chime:GetMediaPipeline", "chime:ListMediaPipelines", "chime:ListTagsForResource",
        "mediaconvert:GetJob", "mediaconvert:ListJobs", "mediaconvert:ListTagsForResource", "mediaconvert:DescribeEndpoints", "monitoring:GetMetricData",
        "mux:GetUpload", "mux:GetAsset", "mux:ListUploads", "mux:ListAssets", "s3:HEAD", "ssm:ListTagsForResource", "sts:GetCallerIdentity", "kubernetes:GET metadata",
    ];

    // Read, changed in one place and written back: they contain what belongs to all.
    private static readonly string[] Shared = ["cloudfront:UpdateDistribution", "s3:PutBucketPolicy"];

    /// <summary>Whether a call does more than look.</summary>
    public static bool Is(RecordedCall call) => call switch
    {
        { Operation: "s3:GET" } => !call.Path.Contains("list-type=2", StringComparison.Ordinal) && !call.Path.EndsWith("?policy", StringComparison.Ordinal),
        { Operation: "ssm:GetParameter" } => call.Body.Contains("\"WithDecryption\":true", StringComparison.Ordinal),
        // The operator writes the status of each provider now and then.
        { Operation: "kubernetes:PUT" } when call.Path.Contains("/mediaproviders/", StringComparison.Ordinal) => !call.Path.Split('?')[0].EndsWith("/status", StringComparison.Ordinal),
        { Operation: "kubernetes:GET" } => call.Path.Contains("/secrets/", StringComparison.Ordinal),
        _ => !Looks.Contains(call.Operation),
    };

    /// <summary>Whether a call changes something: rounds are over when there are no more of these.</summary>
    public static bool IsChange(RecordedCall call) => Is(call)
        && call.Operation is not ("s3:GET" or "kubernetes:GET" or "signaling:GET" or "pod:GET") && !call.Path.Contains("/leases", StringComparison.Ordinal)
        && !call.Path.Contains("/mediaproviders/", StringComparison.Ordinal);

    /// <summary>Whether it writes a document that contains what belongs to others.</summary>
    public static bool IsShared(RecordedCall call) => Shared.Contains(call.Operation);
}
