using Onair.Gateway.Requests;
using Onair.Hosting.Settings;

namespace Onair.Gateway.Relays;

/// <summary>Validated settings of the relays: configuration section <c>Player:Relay</c>, environment <c>Player__Relay__…</c>.</summary>
public sealed record RelaySettings
{
    /// <summary>Name of the configuration section below the player's.</summary>
    public const string Section = "Relay";

    /// <summary>The namespace of the pods. Nothing else is in it: whoever can create pods there can show anything.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>The chart's PodTemplateSpec, a file with JSON.</summary>
    public string PodTemplate { get; init; } = "/etc/onair/relay/pod-template.json";

    /// <summary>The port of their files, which the template has, too.</summary>
    public int Port { get; init; } = 8080;

    /// <summary>How many relays there are at most.</summary>
    public int Max { get; init; } = 4;

    /// <summary>Reads the settings; null when there are no relays. <paramref name="player"/> collects the errors in them.</summary>
    public static RelaySettings? Read(SettingsReader player)
    {
        var settings = player.In(Section);
        if (!settings.Flag("Enabled", fallback: false)) return null;
        var usual = new RelaySettings();
        var ns = settings.Text(nameof(Namespace));
        if (ns is null || TextRules.Namespace(ns) is not null) settings.Wrong(nameof(Namespace), ns, TextRules.Namespace(ns ?? "")!);
        return new()
        {
            Namespace = ns ?? "",
            PodTemplate = settings.Text(nameof(PodTemplate)) ?? usual.PodTemplate,
            Max = settings.Number(nameof(Max), usual.Max, 1, 100),
        };
    }
}
