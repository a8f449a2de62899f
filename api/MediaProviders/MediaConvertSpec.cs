using System.ComponentModel.DataAnnotations;

namespace Onair.Api.MediaProviders;

/// <summary>How MediaConvert cuts recordings, for ArchiveSplits with the engine MediaConvert.</summary>
public sealed record MediaConvertSpec
{
    /// <summary>ARN of the IAM role with which MediaConvert reads the archive bucket and writes the output bucket.</summary>
    [Required, RegularExpression("^arn:aws[a-z-]*:iam::[0-9]{12}:role/.+$")]
    public string RoleArn { get; set; } = "";

    /// <summary>Name or ARN of the queue. Absent: the account's default queue.</summary>
    [MinLength(1), MaxLength(512)]
    public string? Queue { get; set; }

    /// <summary>
    /// Name or ARN of a job template whose settings apply where the job has none of its own; its output groups are added to the MP4.
    /// Absent: H.264 in the quality-defined mode, as tall as the recording.
    /// </summary>
    [MinLength(1), MaxLength(512)]
    public string? JobTemplate { get; set; }
}
