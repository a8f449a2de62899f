namespace Onair.Emulator.Mux.Api;

/// <summary>An error in the format of Mux: <c>{"error":{"type":…,"messages":[…]}}</c>.</summary>
internal sealed class MuxException(int status, string code, params IReadOnlyList<string> messages) : Exception(string.Join("; ", messages))
{
    public int Status { get; } = status;

    /// <summary>Mux calls it the type.</summary>
    public string Code { get; } = code;

    public IReadOnlyList<string> Messages { get; } = messages;

    public static MuxException NotFound() => new(404, "not_found", "The requested resource either doesn't exist or you don't have access to it.");

    public static MuxException Invalid(params IReadOnlyList<string> messages) => new(400, "invalid_parameters", messages);

    public static MuxException Unauthorized() => new(401, "unauthorized", "Unauthorized request");

    public static MuxException Forbidden(string reason) => new(403, "forbidden", reason);
}
