using Onair.Hosting.Settings;

namespace Onair.Operator;

/// <summary>The signaling service of BroadcastSites: configuration section <c>Onair:Signaling</c>, environment <c>Onair__Signaling__…</c>.</summary>
internal sealed class SignalingOptions
{
    /// <summary>Where the operator asks it, without a slash at the end; empty: it is not installed.</summary>
    public string Url { get; set; } = "";

    /// <summary>The token that it expects.</summary>
    public string Token { get; set; } = "";

    /// <summary>Where pages reach it, without a slash at the end.</summary>
    public string PublicUrl { get; set; } = "";

    /// <summary>Networks besides the public ones that keys of tokens can be fetched from; the same as the service's.</summary>
    public IReadOnlyList<string> AllowedCidrs { get; set; } = [];

    /// <summary>How often it is asked about a site, in seconds. The status is written as often at most.</summary>
    public double PollSeconds { get; set; } = 10;

    public static SignalingOptions Read(SettingsReader settings)
    {
        var usual = new SignalingOptions();
        return new()
        {
            Url = settings.Text(nameof(Url)) is null ? "" : settings.BaseUrl(nameof(Url)),
            Token = settings.Secret(nameof(Token)),
            PublicUrl = settings.Text(nameof(PublicUrl)) is null ? "" : settings.BaseUrl(nameof(PublicUrl)),
            AllowedCidrs = settings.Networks(nameof(AllowedCidrs)),
            PollSeconds = settings.Period(nameof(PollSeconds), usual.PollSeconds),
        };
    }
}
