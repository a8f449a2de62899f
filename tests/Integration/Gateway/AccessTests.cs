namespace Onair.Tests.Integration.Gateway;

/// <summary>Tokens and keys against a real API server, its RBAC and its watches.</summary>
#pragma warning disable CA1001 // xunit calls DisposeAsync.
[Collection(ControlPlaneCollection.Name)]
public sealed class AccessTests(ControlPlane plane) : IAsyncLifetime
{
    private readonly StreamApiRig _rig = new(plane);

    public async Task InitializeAsync()
    {
        await _rig.StartAsync();
        await _rig.CreateStreamAsync(_rig.Name, "keynote");
        await _rig.CreateStreamAsync(_rig.Other, "secret");
    }

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    public async Task A_token_of_a_ServiceAccount_has_the_rights_of_the_account_and_no_more()
    {
        var token = await _rig.TokenAsync(_rig.Name, "reader");
        (await _rig.StatusAsync("GET", "/peek/keynote", token)).ShouldBe(403);
        await _rig.AllowAsync(_rig.Name, "reader", "get");
        await Eventually.ShouldBeAsync(async () => await _rig.StatusAsync("GET", "/peek/keynote", token) == 200, "the right is in effect");

        (await _rig.StatusAsync("DELETE", "/peek/keynote", token)).ShouldBe(403);
        (await _rig.StatusAsync("GET", $"/namespaces/{_rig.Other}/peek/secret", token)).ShouldBe(403);
        (await _rig.StatusAsync("GET", "/peek/secret", token)).ShouldBe(404);
        (await _rig.StatusAsync("GET", "/peek/keynote", $"{token}x")).ShouldBe(401);
        (await _rig.StatusAsync("GET", "/peek/keynote", null)).ShouldBe(401);

        await _rig.ForbidAsync(_rig.Name, "reader");
        await Eventually.ShouldBeAsync(async () => await _rig.StatusAsync("GET", "/peek/keynote", token) == 403, "the right is gone", seconds: 30);
    }

    [Fact]
    public async Task An_admin_names_the_namespace_in_the_path()
    {
        (await _rig.StatusAsync("GET", $"/namespaces/{_rig.Other}/peek/secret", ControlPlane.AdminToken)).ShouldBe(200);
        (await _rig.StatusAsync("GET", "/peek/secret", ControlPlane.AdminToken)).ShouldBe(404);
    }

    [Fact]
    public async Task A_key_of_one_namespace_does_not_see_another_and_ends_with_its_Secret()
    {
        await _rig.TokenAsync(_rig.Name, "robot");
        await _rig.AllowAsync(_rig.Name, "robot", "get", "delete");
        // It may do this in both namespaces; its key may not.
        await _rig.Plane.KubectlAsync("create", "rolebinding", "robot-elsewhere", "--namespace", _rig.Other, "--clusterrole", "cluster-admin", "--serviceaccount", $"{_rig.Name}:robot");
        var key = await _rig.KeyAsync(_rig.Name, "studio", "robot", "get");
        await Eventually.ShouldBeAsync(async () => await _rig.StatusAsync("GET", "/peek/keynote", key, "X-Api-Key") == 200, "the key is known");

        (await _rig.StatusAsync("GET", "/peek/keynote", key)).ShouldBe(200);
        (await _rig.StatusAsync("DELETE", "/peek/keynote", key)).ShouldBe(403);
        (await _rig.StatusAsync("GET", "/peek/secret", key)).ShouldBe(404);
        (await _rig.StatusAsync("GET", $"/namespaces/{_rig.Other}/peek/secret", key)).ShouldBe(403);

        await _rig.Plane.KubectlAsync("delete", "secret", "studio", "--namespace", _rig.Name);
        await Eventually.ShouldBeAsync(async () => await _rig.StatusAsync("GET", "/peek/keynote", key) == 401, "the key is revoked", seconds: 30);
    }

    [Fact]
    public async Task A_key_has_no_right_that_its_account_lacks()
    {
        await _rig.TokenAsync(_rig.Name, "weak");
        var key = await _rig.KeyAsync(_rig.Name, "strong", "weak", "get,list,create,patch,delete");
        await Eventually.ShouldBeAsync(async () => await _rig.StatusAsync("GET", "/peek/keynote", key) != 401, "the key is known");

        (await _rig.StatusAsync("GET", "/peek/keynote", key)).ShouldBe(403);
        (await _rig.StatusAsync("DELETE", "/peek/keynote", key)).ShouldBe(403);
    }
}
