package main

import (
	"context"
	"fmt"

	"k8s.io/apimachinery/pkg/api/equality"
	"k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	utilruntime "k8s.io/apimachinery/pkg/util/runtime"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/util/workqueue"
)

type controller struct {
	client   rest.Interface
	informer cache.SharedIndexInformer
	queue    workqueue.RateLimitingInterface
	cloud    cloud
}

// work reconciles until the queue is shut down.
func (c *controller) work(ctx context.Context) {
	for {
		key, ended := c.queue.Get()
		if ended {
			return
		}
		if err := c.reconcile(ctx, key.(string)); err != nil {
			utilruntime.HandleError(fmt.Errorf("reconcile %v: %w", key, err))
			c.queue.AddRateLimited(key)
		} else {
			c.queue.Forget(key)
		}
		c.queue.Done(key)
	}
}

func (c *controller) reconcile(ctx context.Context, key string) error {
	object, found, err := c.informer.GetIndexer().GetByKey(key)
	if err != nil || !found {
		return err
	}
	widget := object.(*Widget).DeepCopy()
	if widget.DeletionTimestamp != nil {
		return c.finalize(ctx, widget)
	}
	if !widget.held() {
		held := widget.DeepCopy()
		held.Finalizers = append(held.Finalizers, finalizer)
		if widget, err = c.write(ctx, held, ""); err != nil {
			return err
		}
	}
	state, endpoint, err := c.cloud.apply(ctx, widget)
	if err != nil {
		return err
	}
	next := widget.DeepCopy()
	next.Status.ObservedGeneration, next.Status.State, next.Status.Endpoint = widget.Generation, state, endpoint
	meta.SetStatusCondition(&next.Status.Conditions, metav1.Condition{
		Type: "Ready", Status: metav1.ConditionTrue, ObservedGeneration: widget.Generation, Reason: "Reconciled", Message: "cloud resource is active"})
	if equality.Semantic.DeepEqual(next.Status, widget.Status) {
		return nil
	}
	_, err = c.write(ctx, next, "status")
	return err
}

func (c *controller) finalize(ctx context.Context, widget *Widget) error {
	if !widget.held() {
		return nil
	}
	if err := c.cloud.call(ctx, "DELETE", string(widget.UID), nil, nil); err != nil {
		return err
	}
	widget.release()
	if _, err := c.write(ctx, widget, ""); !errors.IsNotFound(err) {
		return err
	}
	return nil
}

func (c *controller) write(ctx context.Context, widget *Widget, subresource string) (*Widget, error) {
	request := c.client.Put().Body(widget).Namespace(widget.Namespace).Resource("widgets").Name(widget.Name)
	if subresource != "" {
		request = request.SubResource(subresource)
	}
	written := &Widget{}
	return written, request.Do(ctx).Into(written)
}
