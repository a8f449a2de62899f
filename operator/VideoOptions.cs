using Onair.Hosting.Settings;

namespace Onair.Operator;

/// <summary>How video services are asked: configuration section <c>Onair:Video</c>, environment <c>Onair__Video__…</c>.</summary>
internal sealed class VideoOptions
{
    /// <summary>How long a call may take, in seconds.</summary>
    public double CallTimeoutSeconds { get; set; } = 10;

    /// <summary>How long a call whose answer was lost may still have its effect, in seconds from its beginning.</summary>
    public double SettlingSeconds { get; set; } = 15;

    /// <summary>How soon to ask for an upload or asset that is young, in seconds. An older one is asked for after a tenth of its age.</summary>
    public double PollSeconds { get; set; } = 3;

    /// <summary>How seldom to ask for an upload or asset that is under way, in seconds.</summary>
    public double SlowestPollSeconds { get; set; } = 60;

    /// <summary>How often a ready asset is asked for, in seconds: how late its loss is noticed where no callback tells it.</summary>
    public double ReadyPollSeconds { get; set; } = 900;

    /// <summary>How long a service may take to fetch a section of an ArchiveSplit, in seconds.</summary>
    public double SectionUrlSeconds { get; set; } = 21_600;

    public static VideoOptions Read(SettingsReader settings)
    {
        var usual = new VideoOptions();
        return new()
        {
            CallTimeoutSeconds = settings.Period(nameof(CallTimeoutSeconds), usual.CallTimeoutSeconds),
            SettlingSeconds = settings.Delay(nameof(SettlingSeconds), usual.SettlingSeconds),
            PollSeconds = settings.Period(nameof(PollSeconds), usual.PollSeconds),
            SlowestPollSeconds = settings.Period(nameof(SlowestPollSeconds), usual.SlowestPollSeconds),
            ReadyPollSeconds = settings.Period(nameof(ReadyPollSeconds), usual.ReadyPollSeconds),
            SectionUrlSeconds = settings.Period(nameof(SectionUrlSeconds), usual.SectionUrlSeconds),
        };
    }
}
