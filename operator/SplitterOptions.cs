using Onair.Hosting.Settings;

namespace Onair.Operator;

/// <summary>How recordings are cut: configuration section <c>Onair:Splitter</c>, environment <c>Onair__Splitter__…</c>.</summary>
internal sealed class SplitterOptions
{
    /// <summary>File with the PodTemplateSpec of the splitter's pods, as JSON; without one, the engine Pod cannot be used.</summary>
    public string PodTemplate { get; set; } = "";

    /// <summary>Sections of one ArchiveSplit that are cut at the same time.</summary>
    public int Parallel { get; set; } = 4;

    /// <summary>Seconds after which a section's pod is ended and its attempt has failed.</summary>
    public long ActiveDeadlineSeconds { get; set; } = 3600;

    /// <summary>How often a section is tried before it has failed.</summary>
    public int Attempts { get; set; } = 4;

    /// <summary>Seconds before the second attempt; doubles with each further one.</summary>
    public double RetrySeconds { get; set; } = 10;

    /// <summary>How often the progress of a section that is being cut is asked for, in seconds.</summary>
    public double PollSeconds { get; set; } = 5;

    /// <summary>How often a split looks whether more was recorded, in seconds.</summary>
    public double RecordingPollSeconds { get; set; } = 15;

    public static SplitterOptions Read(SettingsReader settings)
    {
        var usual = new SplitterOptions();
        return new()
        {
            PodTemplate = settings.Text(nameof(PodTemplate)) ?? usual.PodTemplate,
            Parallel = settings.Number(nameof(Parallel), usual.Parallel, 1, 1000),
            ActiveDeadlineSeconds = settings.Number(nameof(ActiveDeadlineSeconds), (int)usual.ActiveDeadlineSeconds, 1, int.MaxValue),
            Attempts = settings.Number(nameof(Attempts), usual.Attempts, 1, 1000),
            RetrySeconds = settings.Delay(nameof(RetrySeconds), usual.RetrySeconds),
            PollSeconds = settings.Period(nameof(PollSeconds), usual.PollSeconds),
            RecordingPollSeconds = settings.Period(nameof(RecordingPollSeconds), usual.RecordingPollSeconds),
        };
    }
}
