namespace Onair.Emulator.Sink;

/// <summary>What requests to <c>/sink</c> must prove: section <c>Emulator:Sink</c>.</summary>
internal sealed class SinkOptions
{
    /// <summary>The token that they must send as <c>Authorization: Bearer</c>; empty for nothing.</summary>
    public string Token { get; set; } = "";

    /// <summary>The secret that they must be signed with (Standard Webhooks): <c>whsec_…</c>, one a line during a rotation; empty for nothing.</summary>
    public string SigningSecret { get; set; } = "";
}
