using System.Text.Json.Nodes;

namespace Onair.Kubernetes;

/// <summary>How a kubeconfig wants its credential helper run.</summary>
/// <param name="ApiVersion">The version of ExecCredential spoken.</param>
/// <param name="Command">The program.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Environment">Variables added to ours.</param>
/// <param name="InstallHint">What to tell people who lack the program.</param>
/// <param name="ClusterInfo">The cluster as told to the program, when it asked for it.</param>
internal sealed record ExecPlugin(
    string ApiVersion,
    string Command,
    IReadOnlyList<string> Arguments,
    IReadOnlyDictionary<string, string> Environment,
    string? InstallHint,
    JsonObject? ClusterInfo);
