// peer is the widget operator (../README.md) in Go: a typed informer of client-go and its rate-limited work queue, which controller-runtime
// wraps. It builds below cmd/ of the source of Kubernetes 1.20.2, with the client-go that is vendored there.
package main

import (
	"context"
	"net/http"
	"os"
	"os/signal"
	"strconv"
	"sync"
	"syscall"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	"k8s.io/apimachinery/pkg/util/wait"
	"k8s.io/apimachinery/pkg/watch"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/client-go/util/workqueue"
	"k8s.io/klog/v2"
)

func main() {
	ctx, cancel := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer cancel()
	workers, err := strconv.Atoi(os.Getenv("MAX_CONCURRENT"))
	if err != nil {
		klog.Fatal("MAX_CONCURRENT: ", err)
	}
	client, err := newClient()
	if err != nil {
		klog.Fatal(err)
	}
	c := &controller{
		client:   client,
		informer: newInformer(ctx, client),
		queue:    workqueue.NewRateLimitingQueue(workqueue.DefaultControllerRateLimiter()),
		cloud: cloud{os.Getenv("CLOUD_URL"), &http.Client{
			Timeout: 30 * time.Second, Transport: &http.Transport{MaxIdleConns: 128, MaxIdleConnsPerHost: 128, IdleConnTimeout: 90 * time.Second}}},
	}
	enqueue := func(object interface{}) {
		if key, err := cache.DeletionHandlingMetaNamespaceKeyFunc(object); err == nil {
			c.queue.Add(key)
		}
	}
	c.informer.AddEventHandler(cache.ResourceEventHandlerFuncs{
		AddFunc: enqueue,
		// As controller-runtime's GenerationChangedPredicate.
		UpdateFunc: func(before, after interface{}) {
			if before.(*Widget).Generation != after.(*Widget).Generation {
				enqueue(after)
			}
		},
		DeleteFunc: enqueue,
	})
	go c.informer.Run(ctx.Done())
	if !cache.WaitForCacheSync(ctx.Done(), c.informer.HasSynced) {
		return
	}
	var all sync.WaitGroup
	for i := 0; i < workers; i++ {
		all.Add(1)
		go func() {
			defer all.Done()
			wait.UntilWithContext(ctx, c.work, time.Second)
		}()
	}
	<-ctx.Done()
	c.queue.ShutDown()
	all.Wait()
}

func newClient() (rest.Interface, error) {
	config, err := clientcmd.BuildConfigFromFlags("", os.Getenv("KUBECONFIG"))
	if err != nil {
		return nil, err
	}
	config.QPS = -1 // no limit of its own
	config.GroupVersion = &groupVersion
	config.APIPath = "/apis"
	scheme := runtime.NewScheme()
	scheme.AddKnownTypes(groupVersion, &Widget{}, &WidgetList{})
	metav1.AddToGroupVersion(scheme, groupVersion)
	config.NegotiatedSerializer = serializer.NewCodecFactory(scheme).WithoutConversion()
	return rest.RESTClientFor(config)
}

func newInformer(ctx context.Context, client rest.Interface) cache.SharedIndexInformer {
	codec := metav1.ParameterCodec
	source := &cache.ListWatch{
		ListFunc: func(options metav1.ListOptions) (runtime.Object, error) {
			list := &WidgetList{}
			return list, client.Get().Resource("widgets").VersionedParams(&options, codec).Do(ctx).Into(list)
		},
		WatchFunc: func(options metav1.ListOptions) (watch.Interface, error) {
			options.Watch = true
			return client.Get().Resource("widgets").VersionedParams(&options, codec).Watch(ctx)
		},
	}
	return cache.NewSharedIndexInformer(source, &Widget{}, 10*time.Hour, cache.Indexers{cache.NamespaceIndex: cache.MetaNamespaceIndexFunc})
}
