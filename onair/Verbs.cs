using Onair.Gateway;
using Onair.Operator;
using Onair.Signaling;
using Onair.Webhook;

namespace Onair;

/// <summary>The services, by the verb that starts them.</summary>
internal static class Verbs
{
    private static readonly SortedDictionary<string, Func<string[], Task<int>>> Services = new(StringComparer.Ordinal)
    {
        ["gateway"] = GatewayProgram.RunAsync,
        ["operator"] = OperatorProgram.RunAsync,
        ["signaling"] = SignalingProgram.RunAsync,
        ["webhook"] = WebhookProgram.RunAsync,
    };

    /// <summary>Runs the service that the first argument names, with the rest, and returns its exit code; 2 when there is no such service.</summary>
    public static async Task<int> RunAsync(string[] args, TextWriter error)
    {
        if (args is [var verb, .. var rest] && Services.TryGetValue(verb, out var run)) return await run(rest);
        await error.WriteLineAsync(args is [var unknown, ..] ? $"error: unknown verb '{unknown}'" : "error: a verb is missing");
        await error.WriteLineAsync($"usage: onair {string.Join('|', Services.Keys)} [ARGUMENT…]");
        return 2;
    }
}
