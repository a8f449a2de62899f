using System.Text.Json.Nodes;

namespace Onair.Emulator.MediaConvert;

/// <summary>How a job ended.</summary>
internal sealed record JobOutcome
{
    /// <summary>Null when it is complete.</summary>
    public int? Code { get; init; }

    /// <summary>For people; set with <see cref="Code"/>.</summary>
    public string? Message { get; init; }

    /// <summary><c>outputGroupDetails</c>.</summary>
    public JsonArray? Details { get; init; }

    /// <summary>An unexpected failure: AWS's 1999.</summary>
    public static JobOutcome Unexpected(Exception failure) => new() { Code = 1999, Message = $"An unexpected transcoding error occurred: {failure.Message}" };
}
