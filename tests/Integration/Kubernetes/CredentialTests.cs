using System.Net;
using Onair.Kubernetes.Access;
using Onair.Kubernetes.Client;

namespace Onair.Tests.Integration.Kubernetes;

[Collection(ControlPlaneCollection.Name)]
public sealed class CredentialTests(ControlPlane plane) : GadgetTests(plane), IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("onair-credentials-").FullName;

    [Fact]
    public async Task A_credential_helper_is_run_once_and_again_when_its_token_is_refused()
    {
        var script = Path.Combine(_folder, "helper");
        var token = Path.Combine(_folder, "token");
        var runs = Path.Combine(_folder, "runs");
        await File.WriteAllTextAsync(script, $$$"""
            #!/bin/sh
            echo run >> {{{runs}}}
            [ "$GREETING" = hello ] && [ "$1" = get-token ] || exit 3
            printf '{"apiVersion":"client.authentication.k8s.io/v1beta1","kind":"ExecCredential","status":{"token":"%s"}}' "$(cat {{{token}}})"
            """);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        await File.WriteAllTextAsync(token, "a-token-of-before");
        using var client = await ClientAsync("exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: ./helper, args: [get-token], env: [{name: GREETING, value: hello}]}");

        (await Should.ThrowAsync<ApiException>(client.GetAsync(Gadget.Type, "none", Namespace, Stop.Token))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await File.WriteAllTextAsync(token, ControlPlane.AdminToken);
        (await client.FindAsync(Gadget.Type, "none", Namespace, Stop.Token)).ShouldBeNull();
        var before = (await File.ReadAllLinesAsync(runs)).Length;
        (await client.FindAsync(Gadget.Type, "none", Namespace, Stop.Token)).ShouldBeNull();
        (await File.ReadAllLinesAsync(runs)).Length.ShouldBe(before);
    }

    [Fact]
    public async Task A_token_file_is_read_again_when_it_has_changed()
    {
        var file = Path.Combine(_folder, "token");
        await File.WriteAllTextAsync(file, "a-token-of-before");
        using var client = await ClientAsync("tokenFile: token");
        (await Should.ThrowAsync<ApiException>(client.GetAsync(Gadget.Type, "none", Namespace, Stop.Token))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        await File.WriteAllTextAsync(file, ControlPlane.AdminToken + "\n");

        (await client.FindAsync(Gadget.Type, "none", Namespace, Stop.Token)).ShouldBeNull();
    }

    [Fact]
    public async Task A_server_signed_by_a_stranger_is_not_trusted()
    {
        var path = Path.Combine(_folder, "config");
        await File.WriteAllTextAsync(path, Kubeconfig($"token: {ControlPlane.AdminToken}", authority: null));
        using var client = new KubernetesClient(ClusterAccess.FromKubeconfig(path));

        await Should.ThrowAsync<HttpRequestException>(client.FindAsync(Gadget.Type, "none", Namespace, Stop.Token));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<KubernetesClient> ClientAsync(string user)
    {
        var path = Path.Combine(_folder, "config");
        await File.WriteAllTextAsync(path, Kubeconfig(user, Plane.AuthorityPath));
        return new KubernetesClient(ClusterAccess.FromKubeconfig(path));
    }

    private string Kubeconfig(string user, string? authority)
    {
        var trust = authority is null ? "" : $"certificate-authority: {authority}";
        return $$"""
            apiVersion: v1
            kind: Config
            current-context: it
            clusters:
            - name: it
              cluster:
                server: https://localhost:{{Plane.ApiServerPort}}
                {{trust}}
            contexts:
            - name: it
              context: {cluster: it, user: me}
            users:
            - name: me
              user:
                {{user}}
            """;
    }
}
