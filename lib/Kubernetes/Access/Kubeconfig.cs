using k8s;
using k8s.Authentication;
using k8s.Exceptions;
using k8s.KubeConfigModels;

namespace Onair.Kubernetes.Access;

/// <summary>
/// One or several kubeconfig files. As with kubectl, the first of several entries with the same name wins, and paths are relative to
/// their own file. KubernetesClient reads the files; mistakes are found before it uses them, so that file and field are named.
/// </summary>
internal sealed class Kubeconfig
{
    private readonly List<KubeconfigFile> _files;

    private Kubeconfig(List<KubeconfigFile> files) => _files = files;

    public static Kubeconfig Load(params IEnumerable<string> paths) => new([.. paths.Select(KubeconfigFile.Load)]);

    public KubernetesClientConfiguration Resolve(string? contextName)
    {
        contextName ??= _files.Select(f => f.Content.CurrentContext).FirstOrDefault(c => !string.IsNullOrEmpty(c))
            ?? throw new KubeConfigException($"{_files[0].Path}: current-context: not set, and no context was asked for");
        var context = Find("contexts", contextName, f => f.Contexts, c => c.Name);
        var details = context.Item.ContextDetails ?? new();
        var cluster = Find("clusters", context.Required("context.cluster", details.Cluster), f => f.Clusters, c => c.Name);
        var user = string.IsNullOrEmpty(details.User) ? null : Find("users", details.User, f => f.Users, u => u.Name);
        var endpoint = KubeconfigChecks.Endpoint(cluster);
        var tokenFile = user is null ? null : KubeconfigChecks.Credentials(user);
        var authorities = KubeconfigChecks.Authorities(cluster);
        // The package reads only the first certificate of a bundle.
        (endpoint.CertificateAuthority, endpoint.CertificateAuthorityData) = (null, null);
        var configuration = Build(contextName, details, cluster.Item, user?.Item, context.File.Path);
        configuration.SslCaCerts = authorities;
        if (string.IsNullOrEmpty(configuration.Namespace)) configuration.Namespace = "default";
        if (cluster.Extra("proxy-url", "cluster") is { } proxy)
            configuration.FirstMessageHandlerSetup = handler => (handler.UseProxy, handler.Proxy) = (true, new System.Net.WebProxy(proxy));
        if (tokenFile is not null) configuration.TokenProvider = new RenewableToken(() => new TokenFileAuth(tokenFile));
        else if (user?.Item.UserCredentials?.ExternalExecution is { } exec && configuration.TokenProvider is not null)
            configuration.TokenProvider = new RenewableToken(() => new ExecTokenProvider(exec));
        return configuration;
    }

    private static KubernetesClientConfiguration Build(string name, ContextDetails details, Cluster cluster, User? user, string path)
    {
        // The package refuses a user without credentials; a server may let anybody in.
        var isKnown = user?.UserCredentials is
        { Token.Length: > 0 } or { UserName.Length: > 0 } or { ClientCertificate.Length: > 0 } or { ClientCertificateData.Length: > 0 } or { ExternalExecution: not null };
        var one = new K8SConfiguration
        {
            Contexts = [new() { Name = name, ContextDetails = new() { Cluster = cluster.Name, User = isKnown ? user!.Name : null, Namespace = details.Namespace } }],
            Clusters = [cluster],
            Users = isKnown ? [user!] : [],
        };
        try
        {
            return KubernetesClientConfiguration.BuildConfigFromConfigObject(one, name);
        }
        catch (KubeConfigException e)
        {
            // A credential helper that fails is reported with a stack trace.
            throw new KubeConfigException($"{path}: contexts[name={name}]: {e.Message.Split('\n')[0].Trim()}", e);
        }
    }

    private KubeconfigEntry<T> Find<T>(string list, string name, Func<K8SConfiguration, List<T>?> items, Func<T, string?> nameOf) where T : class
    {
        foreach (var file in _files)
        {
            if (items(file.Content)?.Find(i => nameOf(i) == name) is { } item) return new(file, list, name, item);
        }
        throw new KubeConfigException($"{_files[0].Path}: {list}: no entry named {name}");
    }
}
