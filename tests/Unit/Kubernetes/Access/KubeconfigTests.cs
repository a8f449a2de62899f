using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using k8s.Authentication;
using k8s.Exceptions;
using Onair.Kubernetes.Access;
using Onair.Kubernetes.Client;

namespace Onair.Tests.Unit.Kubernetes.Access;

public sealed class KubeconfigTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("onair-kubeconfig-").FullName;

    [Fact]
    public void The_current_context_names_server_namespace_and_user()
    {
        var config = ClusterAccess.FromKubeconfig(Write(Config()));

        config.Host.ShouldBe("https://one.example:6443");
        config.Namespace.ShouldBe("team");
        Credentials.TokenOf(config).ShouldBeOfType<StringTokenProvider>();
    }

    [Fact]
    public void Another_context_may_be_asked_for()
    {
        var config = ClusterAccess.FromKubeconfig(Write(Config()), "two");

        config.Host.ShouldBe("https://two.example/prefix");
        (config.Namespace, config.SkipTlsVerify, config.TlsServerName).ShouldBe(("default", true, "name.example"));
        using var transport = Transport.Create(config);
        transport.Proxy!.GetProxy(new Uri("https://two.example")).ShouldBe(new Uri("http://proxy.example:3128"));
    }

    [Fact]
    public async Task Each_kind_of_user_authorizes_in_its_way()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "token"), "from-a-file\n");
        (await HeaderAsync("token: abc")).ShouldBe("Bearer abc");
        (await HeaderAsync("username: ann, password: s3cret")).ShouldBe("Basic YW5uOnMzY3JldA==");
        (await HeaderAsync("tokenFile: token, token: ignored")).ShouldBe("Bearer from-a-file");
        (await HeaderAsync("exec: {apiVersion: client.authentication.k8s.io/v1, command: sh, args: [-c, 'echo \"{\\\"apiVersion\\\":\\\"client.authentication.k8s.io/v1\\\",\\\"status\\\":{\\\"token\\\":\\\"from-$X\\\"}}\"'], env: [{name: X, value: exec}]}")).ShouldBe("Bearer from-exec");
        Credentials.TokenOf(ClusterAccess.FromKubeconfig(Write(Config("{}")))).ShouldBeNull();
    }

    [Fact]
    public async Task A_credential_helper_gets_each_argument_as_it_is_written()
    {
        var script = Path.Combine(_folder, "helper");
        await File.WriteAllTextAsync(script, """
            printf '{"apiVersion":"client.authentication.k8s.io/v1","status":{"token":"%s"}}' "$(for a in "$@"; do printf '<%s>' "$a"; done | base64 -w 0)"
            """);

        var header = await HeaderAsync("exec: {apiVersion: client.authentication.k8s.io/v1, command: sh, args: [" + script + ", a b, 'c\"d', 'e\\', 'f\\\"g', '']}");

        Encoding.UTF8.GetString(Convert.FromBase64String(header["Bearer ".Length..])).ShouldBe("<a b><c\"d><e\\><f\\\"g><>");
    }

    [Fact]
    public void Every_certificate_of_a_bundle_is_trusted()
    {
        var bundle = string.Concat(Authority("CN=old"), Authority("CN=new"));
        File.WriteAllText(Path.Combine(_folder, "ca.crt"), bundle);

        var config = ClusterAccess.FromKubeconfig(Write(Config().Replace("server: https://one.example:6443", "server: https://one.example:6443, certificate-authority: ca.crt", StringComparison.Ordinal)));

        config.SslCaCerts.Select(c => c.Subject).ShouldBe(["CN=old", "CN=new"]);
    }

    public static TheoryData<string, string, string> Mistakes => new()
    {
        { "current-context: one", "current-context: none", "contexts: no entry named none" },
        { "cluster: c1", "cluster: c9", "clusters: no entry named c9" },
        { "https://one.example:6443", "ftp://one.example", "clusters[name=c1].cluster.server: ftp://one.example: must be an http or https URL" },
        { "server: https://one.example:6443", "certificate-authority: x", "clusters[name=c1].cluster.server: required" },
        { "server: https://one.example:6443", "server: https://a, certificate-authority-data: '%'", "certificate-authority-data: must be base64" },
        { "server: https://one.example:6443", "server: https://a, certificate-authority: nofile", "clusters[name=c1].cluster.certificate-authority:" },
        { "token: abc", "client-certificate: a.crt", "users[name=u1].user.client-certificate:" },
        { "token: abc", "exec: {command: x}", "users[name=u1].user.exec.apiVersion: required" },
        { "token: abc", "exec: {command: x, apiVersion: client.authentication.k8s.io/v1alpha1}", "must be client.authentication.k8s.io/v1 or v1beta1" },
        { "token: abc", "auth-provider: {name: gcp}", "users[name=u1].user: auth-provider: not supported" },
        { "kind: Config", "kind: 'Config", "line" },
        { "kind: Config", "kind: [", "is not YAML" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_named_by_file_field_and_rule(string right, string wrong, string message)
    {
        var path = Write(Config().Replace(right, wrong, StringComparison.Ordinal));

        var error = Should.Throw<KubeConfigException>(() => ClusterAccess.FromKubeconfig(path));

        error.Message.ShouldContain(message);
        error.Message.ShouldContain(path);
        error.Message.ShouldNotContain("abc");
    }

    [Fact]
    public async Task Of_several_files_the_first_wins_and_paths_are_relative_to_their_own_file()
    {
        var other = Directory.CreateDirectory(Path.Combine(_folder, "other")).FullName;
        var first = Write("current-context: one\ncontexts: [{name: one, context: {cluster: c1, user: u1}}]\n");
        var second = Path.Combine(other, "config");
        await File.WriteAllTextAsync(Path.Combine(other, "token"), "of-the-other-folder");
        await File.WriteAllTextAsync(second, Config().Replace("token: abc", "tokenFile: token", StringComparison.Ordinal).Replace("current-context: one", "current-context: two", StringComparison.Ordinal));

        var config = Kubeconfig.Load(first, second).Resolve(null);

        config.Host.ShouldBe("https://one.example:6443");
        config.Namespace.ShouldBe("default");
        (await Credentials.TokenOf(config)!.GetAuthenticationHeaderAsync(default)).Parameter.ShouldBe("of-the-other-folder");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Config(string user = "{token: abc}") => $$"""
        apiVersion: v1
        kind: Config
        current-context: one
        clusters:
        - {name: c1, cluster: {server: https://one.example:6443} }
        - {name: c2, cluster: {server: https://two.example/prefix, insecure-skip-tls-verify: true, tls-server-name: name.example, proxy-url: "http://proxy.example:3128"} }
        contexts:
        - {name: one, context: {cluster: c1, user: u1, namespace: team} }
        - {name: two, context: {cluster: c2} }
        users:
        - name: u1
          user: {{user}}
        """;

    private async Task<string> HeaderAsync(string user)
    {
        var config = ClusterAccess.FromKubeconfig(Write(Config("{" + user + "}")));
        return (await Credentials.TokenOf(config)!.GetAuthenticationHeaderAsync(default)).ToString();
    }

    private static string Authority(string subject)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        using var authority = new CertificateRequest(subject, key, HashAlgorithmName.SHA256).CreateSelfSigned(now, now.AddDays(1));
        return authority.ExportCertificatePem() + "\n";
    }

    private string Write(string yaml)
    {
        var path = Path.Combine(_folder, "config");
        File.WriteAllText(path, yaml);
        return path;
    }
}
