namespace Onair.Operator;

/// <summary>
/// The serving certificate of the admission webhook: section <c>Onair:Webhook</c>. Days and seconds may be fractions.
/// </summary>
internal sealed class WebhookOptions
{
    /// <summary>
    /// The webhook's Service. The Secrets <c>{ServiceName}-ca</c> and <c>{ServiceName}-tls</c> and the two configurations go by
    /// it. Empty: there is no webhook, or somebody else gives it its certificate.
    /// </summary>
    public string ServiceName { get; set; } = "";

    /// <summary>Namespace of the Service and the Secrets; the pod's own when empty.</summary>
    public string Namespace { get; set; } = "";

    /// <summary>Life of the authority.</summary>
    public double CaDays { get; set; } = 3650;

    /// <summary>Life of the serving certificate; ends with its authority's at the latest.</summary>
    public double LeafDays { get; set; } = 90;

    /// <summary>How often Secrets and configurations are looked at.</summary>
    public double CheckSeconds { get; set; } = 10;

    /// <summary>How long a new authority is in the configurations before it signs: every API server has to have seen them.</summary>
    public double SettleSeconds { get; set; } = 60;

    /// <summary>How long the former authority stays trusted after a leaf of the new one was signed: every pod has to have read it.</summary>
    public double RetireDays { get; set; } = 1;

    /// <exception cref="ArgumentException">A setting breaks a rule.</exception>
    public void Validate()
    {
        var positive = new[]
        {
            (nameof(CaDays), CaDays), (nameof(LeafDays), LeafDays), (nameof(CheckSeconds), CheckSeconds), (nameof(RetireDays), RetireDays),
        };
        foreach (var (name, value) in positive)
            if (!(value > 0)) throw new ArgumentException($"Onair:Webhook:{name}: {value}: must be more than zero");
        if (!(SettleSeconds >= 0)) throw new ArgumentException($"Onair:Webhook:SettleSeconds: {SettleSeconds}: must not be negative");
        // What is left of the former authority's life after its renewal has to cover the change of the serving certificate.
        if (SettleSeconds > TimeSpan.FromDays(CaDays).TotalSeconds / 6)
            throw new ArgumentException($"Onair:Webhook:SettleSeconds: {SettleSeconds}: must be at most a sixth of CaDays");
    }
}
