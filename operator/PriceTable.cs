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
}

/// <summary>Prices of one channel class, per hour.</summary>
internal sealed class ClassPrices
{
    public ResolutionPrices Input { get; set; } = new();

    /// <summary>Of one output; a channel has one for each rendition and one for the recording.</summary>
    public ResolutionPrices Output { get; set; } = new();
}

/// <summary>MediaLive's classes of resolution: SD below 720 lines, HD up to 1080, UHD above.</summary>
internal sealed class ResolutionPrices
{
    public double Sd { get; set; }

    public double Hd { get; set; }

    public double Uhd { get; set; }

    public double Of(int height) => height < 720 ? Sd : height <= 1080 ? Hd : Uhd;
}
