namespace Onair.Kubernetes;

/// <summary>A kubeconfig or service account is missing or invalid; the message names file, field and rule.</summary>
public sealed class KubernetesConfigurationException : Exception
{
    /// <summary>An error without a message.</summary>
    public KubernetesConfigurationException()
    {
    }

    /// <summary>An error with its message.</summary>
    public KubernetesConfigurationException(string message) : base(message)
    {
    }

    /// <summary>An error with its cause.</summary>
    public KubernetesConfigurationException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
