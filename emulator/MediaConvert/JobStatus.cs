using System.Text.Json;
using System.Text.Json.Serialization;

namespace Onair.Emulator.MediaConvert;

/// <summary>MediaConvert's job states.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<JobStatus>))]
internal enum JobStatus
{
    Submitted,
    Progressing,
    Complete,
    Canceled,
    Error,
}

/// <summary>What the states mean.</summary>
internal static class JobLife
{
    /// <summary>Typical time of AWS in the queue and in the shortest transcode, in seconds; AWS documents no figures.</summary>
    public static double Seconds(JobStatus status) => status switch
    {
        JobStatus.Submitted => 3,
        JobStatus.Progressing => 10,
        _ => 0,
    };

    /// <summary>Whether the status is final.</summary>
    public static bool IsOver(this JobStatus status) => status is JobStatus.Complete or JobStatus.Canceled or JobStatus.Error;

    /// <summary>The state's name in the API.</summary>
    public static string Wire(this JobStatus status) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(status.ToString());
}
