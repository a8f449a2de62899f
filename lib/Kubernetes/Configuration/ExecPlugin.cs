using System.Text.Json.Nodes;

namespace Onair.Kubernetes;

/// <summary>How a kubeconfig declares its credential helper.</summary>
/// <param name="ApiVersion">The version of ExecCredential that it uses.</param>
/// <param name="Command">The program.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Environment">Variables added to this process's.</param>
/// <param name="InstallHint">What to tell users who do not have the program.</param>
/// <param name="ClusterInfo">The cluster as passed to the program, when it asked for it.</param>
internal sealed record ExecPlugin(
    string ApiVersion,
    string Command,
    IReadOnlyList<string> Arguments,
    IReadOnlyDictionary<string, string> Environment,
    string? InstallHint,
    JsonObject? ClusterInfo);
