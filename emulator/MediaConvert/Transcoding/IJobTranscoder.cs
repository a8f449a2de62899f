using System.Text.Json;
using System.Text.Json.Nodes;

namespace Onair.Emulator.MediaConvert.Transcoding;

/// <summary>Does the work of jobs. A test of the control plane replaces it.</summary>
internal interface IJobTranscoder
{
    /// <summary>Reads the inputs and stores the outputs, each whole.</summary>
    /// <returns><c>outputGroupDetails</c> with wire names.</returns>
    /// <exception cref="JobFailureException">The job fails as it would at AWS.</exception>
    Task<JsonArray> RunAsync(JobPlan plan, IProgress<JobProgress> progress, CancellationToken cancellationToken);
}

/// <summary>The phase of a running job.</summary>
internal enum JobPhase
{
    Probing,
    Transcoding,
    Uploading,
}

/// <summary>The progress of a running job.</summary>
/// <param name="Phase">Its phase.</param>
/// <param name="Percent">Of the whole, 0 to 99.</param>
internal sealed record JobProgress(JobPhase Phase, int Percent);

/// <summary>A job that ends with ERROR.</summary>
/// <param name="code">One of MediaConvert's codes: https://docs.aws.amazon.com/mediaconvert/latest/ug/mediaconvert_error_codes.html.</param>
/// <param name="message">For people, in AWS's words where they are known.</param>
internal sealed class JobFailureException(int code, string message) : Exception(message)
{
    public int Code { get; } = code;
}

/// <summary>Names in the API.</summary>
internal static class JobPhaseNames
{
    public static string Wire(this JobPhase phase) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(phase.ToString());
}
