using System.Globalization;
using Onair.Hosting.Settings;

namespace Onair.Operator;

/// <summary>
/// The serving certificate of the admission webhook: section <c>Onair:Webhook</c>. Days and seconds may be fractions.
/// </summary>
internal sealed class WebhookOptions
{
    private const double MostDays = 36_500;

    /// <summary>
    /// The webhook's Service. The Secrets <c>{ServiceName}-ca</c> and <c>{ServiceName}-tls</c> and the two configurations go by
    /// it. Empty: there is no webhook.
    /// </summary>
    public string ServiceName { get; set; } = "";

    /// <summary>Namespace of the Service and the Secrets; the pod's own when empty.</summary>
    public string Namespace { get; set; } = "";

    /// <summary>Whether somebody else issues the serving certificate, e.g. cert-manager. Then only the paths are written.</summary>
    public bool IssuedByOthers { get; set; }

    /// <summary>Life of the authority.</summary>
    public double CaDays { get; set; } = 3650;

    /// <summary>Life of the serving certificate; ends with its authority's at the latest.</summary>
    public double LeafDays { get; set; } = 90;

    /// <summary>How often Secrets and configurations are looked at.</summary>
    public double CheckSeconds { get; set; } = 10;

    /// <summary>How long a new authority is in the configurations before it signs: every API server has to have seen them.</summary>
    public double SettleSeconds { get; set; } = 60;

    /// <summary>How long a new token is in the Secret before API servers send it: every pod has to have read it, and those of an earlier release have to be gone.</summary>
    public double SpreadSeconds { get; set; } = 300;

    /// <summary>How long the former authority stays trusted after a leaf of the new one was signed: every pod has to have read it.</summary>
    public double RetireDays { get; set; } = 1;

    public static WebhookOptions Read(SettingsReader settings)
    {
        var usual = new WebhookOptions();
        var read = new WebhookOptions
        {
            ServiceName = settings.Text(nameof(ServiceName)) ?? usual.ServiceName,
            Namespace = settings.Text(nameof(Namespace)) ?? usual.Namespace,
            IssuedByOthers = settings.Flag(nameof(IssuedByOthers), usual.IssuedByOthers),
            CaDays = settings.Amount(nameof(CaDays), usual.CaDays, MostDays),
            LeafDays = settings.Amount(nameof(LeafDays), usual.LeafDays, MostDays),
            CheckSeconds = settings.Period(nameof(CheckSeconds), usual.CheckSeconds),
            SettleSeconds = settings.Delay(nameof(SettleSeconds), usual.SettleSeconds),
            SpreadSeconds = settings.Delay(nameof(SpreadSeconds), usual.SpreadSeconds),
            RetireDays = settings.Amount(nameof(RetireDays), usual.RetireDays, MostDays),
        };
        // What is left of the former authority's life after its renewal has to cover the change of the serving certificate.
        if (read.SettleSeconds > TimeSpan.FromDays(read.CaDays).TotalSeconds / 6)
            settings.Wrong(nameof(SettleSeconds), read.SettleSeconds.ToString(CultureInfo.InvariantCulture), "must be at most a sixth of CaDays");
        return read;
    }
}
