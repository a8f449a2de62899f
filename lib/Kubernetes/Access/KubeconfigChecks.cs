using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;
using k8s.Exceptions;
using k8s.KubeConfigModels;

namespace Onair.Kubernetes.Access;

/// <summary>Finds mistakes in the entries that a context names, and makes their paths absolute.</summary>
internal static partial class KubeconfigChecks
{
    public static ClusterEndpoint Endpoint(KubeconfigEntry<Cluster> cluster)
    {
        var endpoint = cluster.Item.ClusterEndpoint ??= new();
        var server = cluster.Required("cluster.server", endpoint.Server);
        if (!Uri.TryCreate(server, UriKind.Absolute, out var host) || host.Scheme is not ("https" or "http"))
            throw new KubeConfigException($"{cluster.Where("cluster.server")}: {server}: must be an http or https URL");
        if (cluster.Extra("proxy-url", "cluster") is { } proxy && !Uri.TryCreate(proxy, UriKind.Absolute, out _))
            throw new KubeConfigException($"{cluster.Where("cluster.proxy-url")}: {proxy}: must be a URL");
        return endpoint;
    }

    /// <summary>The authorities that may sign the server's certificate; null for those of the system.</summary>
    public static X509Certificate2Collection? Authorities(KubeconfigEntry<Cluster> cluster)
    {
        const string field = "cluster.certificate-authority";
        var endpoint = cluster.Item.ClusterEndpoint;
        if (Pem(cluster, field, endpoint.CertificateAuthorityData, endpoint.CertificateAuthority) is not { } pem) return null;
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPem(pem);
        return authorities.Count > 0 ? authorities : throw new KubeConfigException($"{cluster.Where(field)}: must be at least one PEM certificate");
    }

    /// <summary>The token file of a user; null without one. As in client-go, it wins over a token, and a token over a plugin.</summary>
    public static string? Credentials(KubeconfigEntry<User> user)
    {
        if (user.Item.UserCredentials is not { } credentials) return null;
        Certificate(user, credentials);
        var tokenFile = user.Extra("tokenFile", "user");
        if (tokenFile is not null) credentials.Token = user.Read("user.tokenFile", tokenFile).Trim();
        if (!string.IsNullOrEmpty(credentials.Token) || !string.IsNullOrEmpty(credentials.UserName)) credentials.ExternalExecution = null;
        else if (credentials.ExternalExecution is { } exec) Plugin(user, exec);
        else if (credentials.AuthProvider is not null)
            throw new KubeConfigException($"{user.Where("user")}: auth-provider: not supported; use an exec plugin, for OIDC e.g. kubelogin");
        return tokenFile is null ? null : user.File.Absolute(tokenFile);
    }

    private static void Certificate(KubeconfigEntry<User> user, UserCredentials credentials)
    {
        var certificate = Pem(user, "user.client-certificate", credentials.ClientCertificateData, credentials.ClientCertificate);
        var key = Pem(user, "user.client-key", credentials.ClientKeyData, credentials.ClientKey);
        if (certificate is null && key is null) return;
        if (certificate is null || key is null)
            throw new KubeConfigException($"{user.Where("user")}: client-certificate and client-key: both or neither are required");
        try
        {
            X509Certificate2.CreateFromPem(certificate, key).Dispose();
        }
        catch (CryptographicException e)
        {
            throw new KubeConfigException($"{user.Where("user")}: client-certificate and client-key: {e.Message}", e);
        }
        (credentials.ClientCertificateData, credentials.ClientKeyData) = (Base64(certificate), Base64(key));
        (credentials.ClientCertificate, credentials.ClientKey) = (null, null);
    }

    private static void Plugin(KubeconfigEntry<User> user, ExternalExecution exec)
    {
        var version = user.Required("user.exec.apiVersion", exec.ApiVersion);
        if (version is not ("client.authentication.k8s.io/v1" or "client.authentication.k8s.io/v1beta1"))
            throw new KubeConfigException($"{user.Where("user.exec.apiVersion")}: {version}: must be client.authentication.k8s.io/v1 or v1beta1");
        var command = user.Required("user.exec.command", exec.Command);
        // A bare name is looked up in PATH; a path is relative to the kubeconfig.
        if (command.Contains('/', StringComparison.Ordinal)) exec.Command = user.File.Absolute(command);
        // The package joins the arguments with spaces.
        exec.Arguments = exec.Arguments?.Select(Quoted).ToList();
    }

    /// <summary>As ProcessStartInfo.Arguments splits it again: a quote is escaped, and so are the backslashes before it.</summary>
    private static string Quoted(string argument)
    {
        var escaped = BeforeQuote().Replace(argument, "$1$1\\\"");
        return $"\"{AtEnd().Replace(escaped, "$1$1")}\"";
    }

    /// <summary>The text of a member that is either base64 or the name of a file.</summary>
    private static string? Pem<T>(KubeconfigEntry<T> entry, string field, string? data, string? file) where T : class
    {
        if (string.IsNullOrEmpty(data)) return string.IsNullOrEmpty(file) ? null : entry.Read(field, file);
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(data));
        }
        catch (FormatException e)
        {
            throw new KubeConfigException($"{entry.Where(field)}-data: must be base64", e);
        }
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    [GeneratedRegex("""(\\*)(")""")]
    private static partial Regex BeforeQuote();

    [GeneratedRegex("""(\\+)\z""")]
    private static partial Regex AtEnd();
}
