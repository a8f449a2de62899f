using Onair.Guard;
using Onair.Hosting.Settings;
using Onair.Relays;

namespace Onair.RelayPod;

/// <summary>The validated settings of a relay: environment <c>Relay__…</c>. None of them is secret: the URL comes later, see <see cref="RelayOrder"/>.</summary>
internal sealed record RelaySettings
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Relay";

    /// <summary>The id of the URL that it takes.</summary>
    public required string Id { get; init; }

    /// <summary>Its port.</summary>
    public int Port { get; init; } = 8080;

    /// <summary>The folder of playlist and segments.</summary>
    public string Folder { get; init; } = "/live";

    /// <summary>Which addresses it may connect to.</summary>
    public AddressRules Rules { get; init; } = AddressRules.PublicOnly;

    /// <summary>How long after the last viewer it ends.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a source may send nothing.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Reads the settings; <paramref name="all"/> collects the errors in them.</summary>
    public static RelaySettings Read(SettingsReader all)
    {
        var settings = all.In(Section);
        var id = settings.Text(nameof(Id));
        if (id is null || !RelayUrl.IsId(id)) settings.Wrong(nameof(Id), id, "must be the id of a URL: 32 hexadecimal digits");
        var usual = new RelaySettings { Id = id ?? "" };
        var networks = settings.Networks("AllowedCidrs");
        return usual with
        {
            Port = settings.Port(nameof(Port), usual.Port),
            Folder = settings.Text(nameof(Folder)) ?? usual.Folder,
            Rules = all.Errors.Count == 0 ? new(networks) : usual.Rules,
            Idle = TimeSpan.FromSeconds(settings.Period("IdleSeconds", usual.Idle.TotalSeconds)),
            Patience = TimeSpan.FromSeconds(settings.Period("PatienceSeconds", usual.Patience.TotalSeconds)),
        };
    }
}
