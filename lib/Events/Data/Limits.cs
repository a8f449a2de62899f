namespace Onair.Events.Data;

/// <summary>Limits, in bytes, for the parts of data whose size people and services decide.</summary>
/// <param name="Message">A reason or an error for people.</param>
/// <param name="Description">The description of a video.</param>
/// <param name="Lists">Each list and map.</param>
/// <param name="Labels">The labels.</param>
internal sealed record Limits(int Message, int Description, int Lists, int Labels)
{
    /// <summary>From the widest limits to those that always fit: of the 20 kB of a request, 16 kB are left for the data.</summary>
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
