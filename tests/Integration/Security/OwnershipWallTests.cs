using System.Net;
using Onair.Api;
using Onair.Tests.Integration.Webhook;
using Onair.Webhook.Ownership;

namespace Onair.Tests.Integration.Security;

/// <summary>The webhook alone keeps status and finalizers of every kind to the operator, whatever RBAC allows.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class OwnershipWallTests(WalledRig rig) : IClassFixture<WalledRig>
{
    private const string Status = """{"status":{"observedGeneration":1}}""";
    private const string WithoutOurs = """{"metadata":{"finalizers":["example.com/theirs"]}}""";
    private const string Restored = $$$"""{"metadata":{"finalizers":{{{WalledRig.Finalizers}}}}}""";

    public static TheoryData<string> Kinds => [.. OnairResources.Kinds.Select(kind => kind.Plural)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_tenant_with_every_right_on_a_kind_writes_neither_its_status_nor_its_finalizers(string plural)
    {
        var (code, message, _) = await rig.PatchAsync(plural, Status, WalledRig.Tenant, status: true);
        (code, message).ShouldBe((HttpStatusCode.Forbidden, $"admission webhook \"status.{plural}.onair.dev\" denied the request: {OwnershipVerdict.StatusRefusal}"));

        foreach (var removal in new[] { WithoutOurs, """{"metadata":{"finalizers":null}}""" })
        {
            (code, message, _) = await rig.PatchAsync(plural, removal, WalledRig.Tenant);
            code.ShouldBe(HttpStatusCode.Forbidden, message);
            message.ShouldBe(
                $"admission webhook \"{plural}.onair.dev\" denied the request: metadata.finalizers: Only Onair's operator may remove onair.dev/aws-resources. "
                + "It does so once nothing is left behind; the status says what it waits for. Send metadata.finalizers unchanged. A cluster administrator may remove it.");
        }

        // It is not RBAC that refuses.
        (code, message, _) = await rig.PatchAsync(plural, """{"metadata":{"annotations":{"example.com/note":"mine"}}}""", WalledRig.Tenant);
        code.ShouldBe(HttpStatusCode.OK, message);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_operator_writes_the_status_and_removes_its_finalizer(string plural)
    {
        var (code, message, warnings) = await rig.PatchAsync(plural, Status, WebhookRig.OperatorUser, status: true);
        code.ShouldBe(HttpStatusCode.OK, message);
        warnings.ShouldBeEmpty();

        (code, message, warnings) = await rig.PatchAsync(plural, WithoutOurs, WebhookRig.OperatorUser);
        code.ShouldBe(HttpStatusCode.OK, message);
        warnings.ShouldNotContain(w => w.Contains("finalizer", StringComparison.Ordinal));
        (code, message, _) = await rig.PatchAsync(plural, Restored, WebhookRig.OperatorUser);
        code.ShouldBe(HttpStatusCode.OK, message);
    }

    /// <summary>By the group system:masters, or by RBAC.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_cluster_administrator_may_and_is_warned(string plural)
    {
        foreach (var user in new[] { null, WalledRig.Administrator })
        {
            var (code, message, warnings) = await rig.PatchAsync(plural, Status, user, status: true);
            code.ShouldBe(HttpStatusCode.OK, message);
            warnings.ShouldContain(w => w.Contains(OwnershipVerdict.StatusWarning, StringComparison.Ordinal));

            (code, message, warnings) = await rig.PatchAsync(plural, WithoutOurs, user);
            code.ShouldBe(HttpStatusCode.OK, message);
            warnings.ShouldContain(w => w.Contains("metadata.finalizers: onair.dev/aws-resources was removed by hand.", StringComparison.Ordinal));
            (code, message, _) = await rig.PatchAsync(plural, Restored, user);
            code.ShouldBe(HttpStatusCode.OK, message);
        }
    }
}
