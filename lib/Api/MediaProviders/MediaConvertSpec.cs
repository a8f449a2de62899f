using System.ComponentModel.DataAnnotations;
using Onair.Api.Schema;

namespace Onair.Api.MediaProviders;

/// <summary>MediaConvert settings, for ArchiveSplits with the engine MediaConvert.</summary>
public sealed record MediaConvertSpec
{
    /// <summary>ARN of the IAM role that MediaConvert assumes to read the archive bucket and write to the output bucket.</summary>
    [Required, RegularExpression("^arn:aws[a-z-]*:iam::[0-9]{12}:role/.+$")]
    public string RoleArn { get; set; } = "";

    /// <summary>Name or ARN of the queue. Default: the account's default queue.</summary>
    [MinSize(1), MaxSize(512)]
    public string? Queue { get; set; }

    /// <summary>
    /// Name or ARN of a job template. Its settings apply unless the job sets them. The first output group must be a file group with
    /// one MP4 output and no name modifier; the job sets its destination. Further groups write to the template's destinations.
    /// Absent: H.264 with quality-defined rate control (QVBR), at the resolution of the recording.
    /// </summary>
    [MinSize(1), MaxSize(512)]
    public string? JobTemplate { get; set; }
}
