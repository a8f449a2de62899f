using System.Text.Json.Nodes;

namespace Onair.Emulator.Protocol;

/// <summary>An error that an operation returns.</summary>
/// <param name="code">The modelled error, e.g. <c>ConflictException</c>.</param>
/// <param name="message">For people.</param>
internal sealed class OperationException(string code, string message) : Exception(message)
{
    /// <summary>Name of the error.</summary>
    public string Code { get; } = code;

    /// <summary>Status to return when the service's model does not define the error.</summary>
    public int Status { get; init; } = StatusCodes.Status400BadRequest;

    /// <summary>Further members of the error, e.g. MediaLive's <c>validationErrors</c>.</summary>
    public JsonObject? Details { get; init; }
}
