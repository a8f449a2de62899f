namespace Onair.Emulator.Directories;

/// <summary>MediaConvert's jobs, for the admin page.</summary>
internal interface IJobDirectory
{
    /// <summary>The newest jobs first.</summary>
    IReadOnlyList<JobSummary> List();
}

/// <summary>One job.</summary>
/// <param name="Id">The job's id.</param>
/// <param name="Output">Where its first output goes.</param>
/// <param name="Status">MediaConvert's, e.g. <c>PROGRESSING</c>.</param>
/// <param name="Percent">How far it is; null when it does not run.</param>
internal sealed record JobSummary(string Id, string Output, string Status, int? Percent);
