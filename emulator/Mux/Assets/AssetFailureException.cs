namespace Onair.Emulator.Mux.Assets;

/// <summary>Why an asset cannot be made, in Mux's words.</summary>
/// <param name="code">E.g. <c>invalid_input</c>.</param>
/// <param name="message">For people.</param>
internal sealed class AssetFailureException(string code, string message) : Exception(message)
{
    public string Code { get; } = code;
}
