using Onair.Hosting.Settings;

namespace Onair.Operator;

/// <summary>How Connectors run: configuration section <c>Onair:Connector</c>, environment <c>Onair__Connector__…</c>.</summary>
internal sealed class ConnectorOptions
{
    /// <summary>File with the PodTemplateSpec of the connectors' pods, as JSON; without one, no connector can run.</summary>
    public string PodTemplate { get; set; } = "";

    /// <summary>Networks that sources and RTMP targets may be in besides public addresses, e.g. <c>10.1.0.0/16</c>.</summary>
    public IReadOnlyList<string> AllowedCidrs { get; set; } = [];

    /// <summary>Authorities, in PEM format, that may sign the certificates of rtmps targets besides those of the system; empty for none.</summary>
    public string CaBundle { get; set; } = "";

    /// <summary>How often a pod that is not on air yet is asked how it is doing, in seconds.</summary>
    public double StartPollSeconds { get; set; } = 1;

    /// <summary>How often a pod that is on air is asked how it is doing, in seconds.</summary>
    public double ReportPollSeconds { get; set; } = 5;

    /// <summary>How long a pod has to end its push, in seconds. A pod that is there 20 seconds later counts as lost with its node.</summary>
    public int GraceSeconds { get; set; } = 10;

    public static ConnectorOptions Read(SettingsReader settings)
    {
        var usual = new ConnectorOptions();
        return new()
        {
            PodTemplate = settings.Text(nameof(PodTemplate)) ?? usual.PodTemplate,
            AllowedCidrs = settings.Networks(nameof(AllowedCidrs)),
            CaBundle = settings.Text(nameof(CaBundle)) ?? usual.CaBundle,
            StartPollSeconds = settings.Period(nameof(StartPollSeconds), usual.StartPollSeconds),
            ReportPollSeconds = settings.Period(nameof(ReportPollSeconds), usual.ReportPollSeconds),
            GraceSeconds = settings.Number(nameof(GraceSeconds), usual.GraceSeconds, 0, 3600),
        };
    }
}
