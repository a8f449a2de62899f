using Onair.Hosting.Settings;

namespace Onair.Operator;

/// <summary>
/// What running MediaLive costs, from the installer's values. The figures are the operator's user's to give: AWS's differ by
/// region, by contract and in time.
/// </summary>
internal sealed class PriceTable
{
    /// <summary>Currency of all figures, e.g. <c>USD</c>; no estimates when empty.</summary>
    public string Currency { get; set; } = "";

    /// <summary>When the figures were taken, <c>yyyy-MM-dd</c>.</summary>
    public string Date { get; set; } = "";

    public ClassPrices SinglePipeline { get; set; } = new();

    public ClassPrices Standard { get; set; } = new();

    public static PriceTable Read(SettingsReader settings) => new()
    {
        Currency = settings.Text(nameof(Currency)) ?? "",
        Date = settings.Text(nameof(Date)) ?? "",
        SinglePipeline = ClassPrices.Read(settings.In(nameof(SinglePipeline))),
        Standard = ClassPrices.Read(settings.In(nameof(Standard))),
    };
}

/// <summary>Prices of one channel class, per hour.</summary>
internal sealed class ClassPrices
{
    public ResolutionPrices Input { get; set; } = new();

    /// <summary>Of one output; a channel has one for each rendition and one for the recording.</summary>
    public ResolutionPrices Output { get; set; } = new();

    public static ClassPrices Read(SettingsReader settings) => new()
    {
        Input = ResolutionPrices.Read(settings.In(nameof(Input))),
        Output = ResolutionPrices.Read(settings.In(nameof(Output))),
    };
}

/// <summary>MediaLive's classes of resolution: SD below 720 lines, HD up to 1080, UHD above.</summary>
internal sealed class ResolutionPrices
{
    private const double Most = 1_000_000_000;

    public double Sd { get; set; }

    public double Hd { get; set; }

    public double Uhd { get; set; }

    public static ResolutionPrices Read(SettingsReader settings) => new()
    {
        Sd = settings.Amount(nameof(Sd), 0, Most, orZero: true),
        Hd = settings.Amount(nameof(Hd), 0, Most, orZero: true),
        Uhd = settings.Amount(nameof(Uhd), 0, Most, orZero: true),
    };

    public double Of(int height) => height < 720 ? Sd : height <= 1080 ? Hd : Uhd;
}
