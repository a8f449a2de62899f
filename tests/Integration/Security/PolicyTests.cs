using System.Text.Json.Nodes;
using Cel;
using Onair.Api;
using Onair.Tests.Integration.Chart;
using Onair.Webhook.Ownership;

namespace Onair.Tests.Integration.Security;

/// <summary>The ValidatingAdmissionPolicies alone: what the chart renders, evaluated over the webhook's cases.</summary>
public sealed class PolicyTests
{
    private const string Ours = "onair.dev/aws-resources";
    private const string Theirs = "example.com/theirs";
    private const string Operator = "system:serviceaccount:media:onair";

    /// <summary>Who writes what: the user, whether an administrator, whether to the status, the finalizers before and after, and what is refused and warned of.</summary>
    public static TheoryData<string, bool, bool, string[]?, string[]?, string?, string?> Cases => new()
    {
        { "jane", false, true, [Ours], [Ours], OwnershipVerdict.StatusRefusal, null },
        { "system:serviceaccount:team:onair", false, true, null, null, OwnershipVerdict.StatusRefusal, null },
        { "jane", false, false, [Ours, Theirs], [Theirs], $"metadata.finalizers: Only Onair's operator may remove {Ours}. ", null },
        { "jane", false, false, [Ours, "onair.dev/video"], null, $"metadata.finalizers: Only Onair's operator may remove {Ours} and onair.dev/video. ", null },
        { "jane", false, false, [Ours, Theirs], [Ours], null, null },
        { "jane", false, false, [Ours], [Theirs, Ours], null, null },
        { "jane", false, false, null, null, null, null },
        { "jane", false, false, null, [Ours], null, null },
        { "root", true, true, [Ours], [Ours], null, OwnershipVerdict.StatusWarning },
        { "root", true, false, [Ours], [], null, $"metadata.finalizers: {Ours} was removed by hand. " },
        { "root", true, false, [Ours], [Ours], null, null },
        { Operator, false, true, [Ours], [Ours], null, null },
        { Operator, false, false, [Ours], [], null, null },
        { "system:serviceaccount:other:onair", false, false, [Ours], [], null, null },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_policy_refuses_and_warns_as_the_webhook_does(
        string user, bool administrator, bool status, string[]? before, string[]? after, string? refused, string? warned)
    {
        var objects = await RenderAsync();
        var input = new Dictionary<string, object?>
        {
            ["request"] = status
                ? new Dictionary<string, object?> { ["subResource"] = "status", ["userInfo"] = new Dictionary<string, object?> { ["username"] = user } }
                : new Dictionary<string, object?> { ["userInfo"] = new Dictionary<string, object?> { ["username"] = user } },
            ["oldObject"] = Object(before),
            ["object"] = Object(after),
        };

        Expect(Evaluate(objects, "onair-ownership", input, administrator), refused);
        Expect(Evaluate(objects, "onair-ownership-warning", input, administrator), warned);

        static void Expect(string? message, string? expected)
        {
            if (expected is null) message.ShouldBeNull();
            else message.ShouldNotBeNull().ShouldStartWith(expected);
        }
    }

    [Fact]
    public async Task The_policies_are_asked_about_every_kind_and_are_bound()
    {
        var objects = await RenderAsync();
        foreach (var (name, actions) in new[] { ("onair-ownership", """["Deny"]"""), ("onair-ownership-warning", """["Warn","Audit"]""") })
        {
            var spec = objects.Single("ValidatingAdmissionPolicy", name)["spec"]!;
            ((string)spec["failurePolicy"]!).ShouldBe("Fail");
            var rule = spec["matchConstraints"]!["resourceRules"]!.AsArray().ShouldHaveSingleItem()!;
            rule["resources"]!.AsArray().Select(r => (string)r!).ShouldBe(OnairResources.Kinds.SelectMany(kind => new[] { kind.Plural, $"{kind.Plural}/status" }), ignoreOrder: true);
            rule["operations"]!.ToJsonString().ShouldBe("""["UPDATE"]""");
            spec["matchConstraints"]!["objectSelector"].ShouldBeNull("a tenant writes the labels of objects");
            // Nobody but the API server can evaluate it.
            Variable(spec, "administrator").ShouldBe("authorizer.group('*').resource('*').check('*').allowed()");
            var binding = objects.Single("ValidatingAdmissionPolicyBinding", name)["spec"]!;
            ((string)binding["policyName"]!).ShouldBe(name);
            binding["validationActions"]!.ToJsonString().ShouldBe(actions);
        }
    }

    [Theory]
    [InlineData("v1.29.0", "ownership.policy.enabled=true")]
    [InlineData("v1.33.0", "ownership.policy.enabled=false")]
    public async Task Without_policies_the_webhook_stands_alone(string version, string setting)
    {
        var objects = await RenderAsync(version, setting);

        objects.ShouldNotContain(o => o.Kind().StartsWith("ValidatingAdmissionPolicy", StringComparison.Ordinal));
        objects.Single("ValidatingWebhookConfiguration", "onair-webhook")["webhooks"]!.AsArray().ShouldContain(w => (string)w!["name"]! == "status.onair.dev");
    }

    private static Task<IReadOnlyList<JsonNode>> RenderAsync(string version = "v1.33.0", string setting = "ownership.operatorUsers={system:serviceaccount:other:onair}") =>
        ChartRenderer.RenderAsync("--kube-version", version, "--api-versions", "admissionregistration.k8s.io/v1/ValidatingAdmissionPolicy", "--set", setting);

    /// <summary>The message of the first validation that fails; null when none does, or the policy is not asked.</summary>
    private static string? Evaluate(IReadOnlyList<JsonNode> objects, string policy, Dictionary<string, object?> input, bool administrator)
    {
        var cel = new CelEnvironment(null!, "");
        // Of Kubernetes' own library.
        cel.RegisterFunction("join", [typeof(object[]), typeof(string)], arguments => string.Join((string)arguments[1]!, (object[])arguments[0]!));
        var spec = objects.Single("ValidatingAdmissionPolicy", policy)["spec"]!;
        var variables = new Dictionary<string, object?> { ["administrator"] = administrator };
        var known = new Dictionary<string, object?>(input) { ["variables"] = variables };
        foreach (var condition in spec["matchConditions"]!.AsArray())
            if (cel.Program((string)condition!["expression"]!, known!) is not true) return null;
        foreach (var variable in spec["variables"]!.AsArray().Where(v => (string)v!["name"]! != "administrator"))
            variables[(string)variable!["name"]!] = cel.Program((string)variable["expression"]!, known!);
        foreach (var validation in spec["validations"]!.AsArray())
        {
            if (cel.Program((string)validation!["expression"]!, known!) is true) continue;
            return validation["messageExpression"] is { } message ? (string?)cel.Program((string)message!, known!) : (string)validation["message"]!;
        }
        return null;
    }

    private static string? Variable(JsonNode spec, string name) => (string?)spec["variables"]!.AsArray().Single(v => (string)v!["name"]! == name)!["expression"];

    private static Dictionary<string, object?> Object(string[]? finalizers) => new()
    {
        ["metadata"] = finalizers is null ? new Dictionary<string, object?>() : new() { ["finalizers"] = finalizers.Cast<object>().ToArray() },
    };
}
