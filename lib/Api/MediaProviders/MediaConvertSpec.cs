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
    /// Name or ARN of a job template whose settings apply where the job has none of its own. Its first output group must be a file group
    /// with one MP4 output without a name modifier: the job gives it its destination. Further groups write where the template says.
    /// Absent: H.264 in the quality-defined mode, in the size of the recording.
    /// </summary>
    [MinLength(1), MaxLength(512)]
    public string? JobTemplate { get; set; }
}
