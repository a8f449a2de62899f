namespace Onair.Events.Data;

/// <summary>How much data may have of what people and services write at will, in bytes.</summary>
/// <param name="Message">A reason or an error for people.</param>
/// <param name="Description">What a video shows.</param>
/// <param name="Lists">Each list and map.</param>
/// <param name="Labels">The labels.</param>
internal sealed record Limits(int Message, int Description, int Lists, int Labels)
{
    /// <summary>From all that can be to what fits whatever the rest is: with 20 kB for a request, 16 kB are left for the data.</summary>
    public static IReadOnlyList<Limits> Tighter { get; } =
    [
        new(2_000, EventData.MaxBytes, EventData.MaxBytes, EventData.MaxBytes),
        new(2_000, 1_000, EventData.MaxBytes, EventData.MaxBytes),
        new(2_000, 1_000, 6_000, EventData.MaxBytes),
        new(2_000, 1_000, 3_000, 4_000),
        new(1_000, 500, 1_500, 1_000),
        new(500, 500, 1_000, 0),
        new(500, 0, 0, 0),
    ];
}
