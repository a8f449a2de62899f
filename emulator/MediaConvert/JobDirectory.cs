using Onair.Emulator.Directories;

namespace Onair.Emulator.MediaConvert;

/// <summary>The jobs for the admin page.</summary>
internal sealed class JobDirectory(MediaConvertAccount account, JobRunner runner) : IJobDirectory
{
    private const int Shown = 30;

    /// <inheritdoc/>
    public IReadOnlyList<JobSummary> List() =>
    [
        .. account.Jobs.Rows.Reverse().Take(Shown).Select(j => new JobSummary(
            j.Id, JobPlanner.Plan(j).Outputs.First().Url, j.Status.Wire(), runner.Progress(j.Id)?.Percent)),
    ];
}
