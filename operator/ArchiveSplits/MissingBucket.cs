using Amazon.S3;
using Onair.Operator.ArchiveSplits.Decisions;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.ArchiveSplits;

/// <summary>
/// A bucket that does not exist: it was mistyped, or deleted. S3 says so with NoSuchBucket, except to HEAD requests, whose answers have no body
/// (https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html, HeadObject in the same reference).
/// </summary>
internal static class MissingBucket
{
    /// <summary>The reason of the condition.</summary>
    public const string Reason = "BucketMissing";

    /// <summary>Whether S3 says that the bucket of a request does not exist.</summary>
    public static bool Is(Exception error) => error is AmazonS3Exception { ErrorCode: "NoSuchBucket" };

    /// <summary>The bucket that a failed step used, for people.</summary>
    public static string Sentence(ReconcileStep step, ArchiveSplitRound round) => step is ArchiveSplitStep.LookAtArchive
        ? $"The archive bucket \"{S3Location.Parse(round.Resource.Recorded.ArchivePath!).Bucket}\" does not exist. The recording is lost unless the bucket is restored."
        : $"{Output(round.Resource.Spec.Output.Bucket, S3Location.Parse(round.Resource.Recorded.OutputPath!).Bucket)}.";

    /// <summary>Why a section cannot be stored: field, value, rule, remedy.</summary>
    /// <param name="declared">The ArchiveSplit's own output bucket; null when the MediaProvider's is used.</param>
    /// <param name="bucket">The bucket.</param>
    public static string Output(string? declared, string bucket) => declared is null
        ? $"spec.aws.outputBucket of the MediaProvider: Not found: \"{bucket}\": no S3 bucket has this name; create it"
        : $"spec.output.bucket: Not found: \"{bucket}\": no S3 bucket has this name; create it, or name another bucket in a new ArchiveSplit";
}
