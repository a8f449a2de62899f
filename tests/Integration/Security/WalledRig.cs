using System.Net;
using System.Text.Json.Nodes;
using Onair.Api;
using Onair.Tests.Integration.Api;
using Onair.Tests.Integration.Chart;
using Onair.Tests.Integration.Webhook;

namespace Onair.Tests.Integration.Security;

/// <summary>
/// The webhook as the only wall (this API server knows no policies), an object of each kind behind it, and three who write: a tenant with
/// everything on onair.dev, the operator, and a cluster administrator.
/// </summary>
public sealed class WalledRig(ControlPlane plane) : WebhookRig(plane)
{
    public const string Tenant = "tenant";
    public const string Administrator = "root";

    /// <summary>The finalizers of each object: ours, and somebody else's.</summary>
    public const string Finalizers = """["onair.dev/aws-resources","example.com/theirs"]""";

    protected override bool WallsStatus => true;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await GrantAsync(Tenant, """[{"apiGroups":["onair.dev"],"resources":["*"],"verbs":["*"]}]""");
        await GrantAsync(OperatorUser, """[{"apiGroups":["onair.dev"],"resources":["*"],"verbs":["*"]}]""");
        await GrantAsync(Administrator, """[{"apiGroups":["*"],"resources":["*"],"verbs":["*"]},{"nonResourceURLs":["*"],"verbs":["*"]}]""");
        foreach (var kind in OnairResources.Kinds) await CreateAsync(kind);
    }

    /// <summary>A merge patch of the object of a kind, or of its status.</summary>
    internal async Task<(HttpStatusCode Code, string Message, IReadOnlyList<string> Warnings)> PatchAsync(string plural, string json, string? user, bool status = false)
    {
        var (code, answer, warnings) = await StatusPatch.SendAsync(Plane, $"{PathOf(plural)}{(status ? "/status" : "")}", json, user);
        return (code, code == HttpStatusCode.OK ? "" : (string)JsonNode.Parse(answer)!["message"]!, warnings);
    }

    public override async Task DisposeAsync()
    {
        foreach (var kind in OnairResources.Kinds)
        {
            await StatusPatch.SendAsync(Plane, PathOf(kind.Plural), """{"metadata":{"finalizers":null}}""");
            await Plane.KubectlAsync(["delete", kind.Plural, Name, "--ignore-not-found", "--wait=false", .. kind.Scope == KindScope.Cluster ? (string[])[] : ["--namespace", Name]]);
        }
        foreach (var user in (string[])[Tenant, OperatorUser, Administrator])
        {
            await Plane.KubectlAsync("delete", "clusterrolebinding", RoleOf(user));
            await Plane.KubectlAsync("delete", "clusterrole", RoleOf(user));
        }
        await base.DisposeAsync();
    }

    private string PathOf(string plural) =>
        OnairResources.Kinds.Single(kind => kind.Plural == plural).Scope == KindScope.Cluster ? $"{plural}/{Name}" : $"namespaces/{Name}/{plural}/{Name}";

    private string RoleOf(string user) => $"{Name}-{user.Replace(':', '-')}";

    /// <summary>The example of a kind.</summary>
    private async Task CreateAsync(KindDefinition kind)
    {
        var all = new List<JsonNode>();
        foreach (var file in Directory.GetFiles(Path.Combine(Checkout.Root, "examples"), "*.yaml").Order(StringComparer.Ordinal))
            all.AddRange(ChartRenderer.Parse(await File.ReadAllTextAsync(file)));
        var example = (JsonObject)all.First(o => o.Kind() == kind.Kind).DeepClone();
        example["metadata"] = new JsonObject
        {
            ["name"] = Name,
            ["namespace"] = kind.Scope == KindScope.Cluster ? null : Name,
            ["labels"] = new JsonObject { [Label] = Name },
            ["finalizers"] = JsonNode.Parse(Finalizers),
        };
        var created = await KubectlAsync(example.ToJsonString(), "create", "-f", "-");
        created.ExitCode.ShouldBe(0, created.Errors);
    }

    private async Task GrantAsync(string user, string rules)
    {
        var role = $$"""
            {"apiVersion":"v1","kind":"List","items":[
            {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRole","metadata":{"name":"{{RoleOf(user)}}"},"rules":{{rules}}},
            {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRoleBinding","metadata":{"name":"{{RoleOf(user)}}"},
             "roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole","name":"{{RoleOf(user)}}"},
             "subjects":[{"apiGroup":"rbac.authorization.k8s.io","kind":"User","name":"{{user}}"}]}]}
            """;
        var applied = await Kubectl.RunAsync(Plane, role, "apply", "-f", "-");
        applied.ExitCode.ShouldBe(0, applied.Errors);
    }
}
