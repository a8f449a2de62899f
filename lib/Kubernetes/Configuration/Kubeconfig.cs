using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using YamlDotNet.RepresentationModel;

namespace Onair.Kubernetes;

/// <summary>One or several kubeconfig files. As with kubectl, the first of several entries with the same name wins.</summary>
internal sealed partial class Kubeconfig
{
    private readonly List<(string Path, YamlMappingNode Root)> _files;

    private Kubeconfig(List<(string Path, YamlMappingNode Root)> files) => _files = files;

    public static Kubeconfig Load(params IEnumerable<string> paths) => new([.. paths.Select(p => (Path.GetFullPath(p), YamlNodes.Load(p)))]);

    public KubernetesClientConfiguration Resolve(string? contextName)
    {
        contextName ??= _files.Select(f => f.Root.Text("current-context")).FirstOrDefault(c => c is not null)
            ?? throw new KubernetesConfigurationException($"{_files[0].Path}: current-context: not set, and no context was asked for");
        var context = Find("contexts", "context", contextName);
        var cluster = Find("clusters", "cluster", context.Required("cluster"));
        var user = context.Text("user") is { } userName ? Find("users", "user", userName) : default;
        var server = cluster.Required("server");
        if (!Uri.TryCreate(server.TrimEnd('/') + "/", UriKind.Absolute, out var host) || host.Scheme is not ("https" or "http"))
            throw cluster.Wrong("server", server, "must be an http or https URL");
        return new KubernetesClientConfiguration
        {
            Host = host,
            Namespace = context.Text("namespace") ?? "default",
            CertificateAuthorities = Authorities(cluster),
            TlsServerName = cluster.Text("tls-server-name"),
            SkipTlsVerify = cluster.Node.Flag("insecure-skip-tls-verify"),
            Proxy = cluster.Text("proxy-url") is { } proxy ? Uri.TryCreate(proxy, UriKind.Absolute, out var url) ? url : throw cluster.Wrong("proxy-url", proxy, "must be a URL") : null,
            ClientCertificate = user.Node is null ? null : ClientCertificate(user),
            Credentials = user.Node is null ? null : CredentialsOf(user, cluster),
        };
    }

    private static X509Certificate2Collection Authorities(Entry cluster)
    {
        var authorities = new X509Certificate2Collection();
        if (cluster.Pem("certificate-authority-data", "certificate-authority") is not { } pem) return authorities;
        authorities.ImportFromPem(pem);
        return authorities.Count > 0 ? authorities : throw cluster.Wrong("certificate-authority-data", "…", "must be at least one PEM certificate");
    }

    private static X509Certificate2? ClientCertificate(Entry user)
    {
        var certificate = user.Pem("client-certificate-data", "client-certificate");
        var key = user.Pem("client-key-data", "client-key");
        if (certificate is null && key is null) return null;
        if (certificate is null || key is null)
            throw new KubernetesConfigurationException($"{user.Where}: client-certificate and client-key: both or neither are required");
        try
        {
            return X509Certificate2.CreateFromPem(certificate, key);
        }
        catch (CryptographicException e)
        {
            throw new KubernetesConfigurationException($"{user.Where}: client-certificate and client-key: {e.Message}", e);
        }
    }

    private static ICredentialSource? CredentialsOf(Entry user, Entry cluster)
    {
        // The order of client-go: a token file wins over a token.
        if (user.Text("tokenFile") is { } file) return new TokenFile(user.Absolute(file), TimeProvider.System);
        if (user.Text("token") is { } token) return FixedCredentials.Bearer(token);
        if (user.Text("username") is { } name) return FixedCredentials.Basic(name, user.Text("password") ?? "");
        if (user.Node.Child("exec") is { } exec) return new ExecCredentials(ExecPluginOf(exec, user, cluster), TimeProvider.System);
        return user.Node.Child("auth-provider") is null
            ? null
            : throw new KubernetesConfigurationException($"{user.Where}: auth-provider: removed from Kubernetes; use an exec plugin");
    }

    private Entry Find(string list, string member, string name)
    {
        foreach (var (path, root) in _files)
        {
            if (root.Items(list).FirstOrDefault(i => i.Text("name") == name) is { } item)
                return new Entry(path, $"{path}: {list}[name={name}].{member}", item.Child(member));
        }
        throw new KubernetesConfigurationException($"{_files[0].Path}: {list}: no entry named {name}");
    }

    private readonly record struct Entry(string Path, string Where, YamlNode? Node)
    {
        public string? Text(string name) => Node.Text(name);

        public string Required(string name) => Text(name) ?? throw new KubernetesConfigurationException($"{Where}.{name}: required");

        public string Absolute(string file) => System.IO.Path.GetFullPath(file, System.IO.Path.GetDirectoryName(Path)!);

        public KubernetesConfigurationException Wrong(string name, string value, string rule) => new($"{Where}.{name}: {value}: {rule}");

        public string? Pem(string dataName, string fileName)
        {
            try
            {
                if (Text(dataName) is { } data) return Encoding.UTF8.GetString(Convert.FromBase64String(data));
                return Text(fileName) is { } file ? File.ReadAllText(Absolute(file)) : null;
            }
            catch (FormatException e)
            {
                throw new KubernetesConfigurationException($"{Where}.{dataName}: must be base64", e);
            }
            catch (IOException e)
            {
                throw new KubernetesConfigurationException($"{Where}.{fileName}: {e.Message}", e);
            }
        }
    }
}
